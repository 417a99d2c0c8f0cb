"""What is offered nearby, each way of joining it, and whether it runs: who says so, how sure they are (R36, R37)."""
