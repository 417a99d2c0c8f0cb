"""The patient as the surgery named them, and their link worker: what a surgery sees without reading case records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0002_row_level_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "referral", "patient_name", models.TextField(null=True, help_text="as the referrer gave it: the surgery reads its own words")
        ),
        migrations.AddField("referral", "patient_born_on", models.DateField(null=True, help_text="as the referrer gave it")),
        migrations.AddField(
            "referral",
            "worker",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                help_text="the link worker the surgery is shown",
            ),
        ),
        migrations.RunSQL(
            "update referrals_referral r set patient_name = c.full_name, patient_born_on = c.date_of_birth"
            " from clients_client c where c.id = r.client_id",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            "referral", "patient_name", models.TextField(help_text="as the referrer gave it: the surgery reads its own words")
        ),
        migrations.AlterField("referral", "patient_born_on", models.DateField(help_text="as the referrer gave it")),
    ]
