"""Appointments, gaps of one's own, since when one has this link worker, and the start of the time in the service."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_first_promise'),
        ('clients', '0003_what_stands_beside_a_name'),
        ('organisations', '0001_organisations_and_numbers'),
        ('referrals', '0003_what_the_surgery_is_shown'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='assessed_on',
            field=models.DateField(help_text='the first assessment: the time in the service counts from it (R9)', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='gap_days',
            field=models.SmallIntegerField(help_text="a gap agreed with this person, in place of the level's", null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='next_contact_place',
            field=models.TextField(blank=True, help_text='of an appointment: which room, which surgery'),
        ),
        migrations.AddField(
            model_name='case',
            name='next_contact_time',
            field=models.TimeField(help_text='of an appointment, where one was agreed', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='with_manager_since',
            field=models.DateField(help_text='every route was tried: a manager decides what next (R28)', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='worker_since',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text="when they became this person's link worker"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='promise',
            name='place',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='time',
            field=models.TimeField(null=True),
        ),
        migrations.AlterField(
            model_name='case',
            name='next_contact_way',
            field=models.TextField(blank=True, choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')]),
        ),
        migrations.AlterField(
            model_name='promise',
            name='way',
            field=models.TextField(choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')]),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('gap_days__isnull', True), ('gap_days__range', (1, 366)), _connector='OR'), name='case_gap_possible'),
        ),
        # Last, since a table with changed rows cannot be altered in the same transaction.
        migrations.RunSQL(
            "update cases_case c set worker_since = coalesce("
            "(select max(h.made_at) from cases_handover h where h.case_id = c.id), c.opened_at)",
            migrations.RunSQL.noop,
        ),
    ]
