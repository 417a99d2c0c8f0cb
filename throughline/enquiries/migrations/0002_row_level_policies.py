"""The second lock, and questions that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_questions_asked"), ("cases", "0002_first_promise")]

    operations = [
        row_level_policy("enquiries_enquiry", "provider_id"),
        row_level_policy("enquiries_enquirystep", "provider_id"),
        composite_key(
            name="enquiry_of_same_provider",
            table="enquiries_enquiry",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        composite_key(
            name="enquiry_step_of_same_provider",
            table="enquiries_enquirystep",
            columns="enquiry_id, provider_id",
            references="enquiries_enquiry (id, provider_id)",
        ),
    ]
