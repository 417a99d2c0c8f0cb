"""The outside world's directories, in and out: takes in and publishes services in Open Referral UK 3.0 (R36)."""
