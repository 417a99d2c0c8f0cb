"""Contacts."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("cases", "0001_cases_and_promises"),
        ("organisations", "0001_organisations_and_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('way', models.TextField(choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video')])),
                ('started_by', models.TextField(choices=[('WORKER', 'The link worker'), ('CLIENT', 'The client')], default='WORKER')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('CHECK_IN', 'Check-in'), ('PRACTICAL_HELP', 'Practical help'), ('EMOTIONAL_SUPPORT', 'Emotional support'), ('CONDITION_AND_GOALS', 'Condition and goals'), ('ASSESSMENT', 'Assessment'), ('INFORMATION', 'COVID-19 information'), ('ADVOCACY', 'Advocacy'), ('INTRODUCTION', 'Introduction')]), default=list, size=None)),
                ('outcome', models.TextField(choices=[('SPOKE', 'We spoke'), ('LEFT_MESSAGE', 'I left a message'), ('NO_ANSWER', 'No answer'), ('DID_NOT_ATTEND', 'They did not attend'), ('SENT', 'I sent something')])),
                ('two_way', models.GeneratedField(db_persist=True, expression=models.Case(models.When(outcome='SPOKE', then=models.Value(True)), default=models.Value(False)), output_field=models.BooleanField())),
                ('minutes', models.SmallIntegerField(null=True)),
                ('note', models.TextField(blank=True)),
                ('happened_at', models.DateTimeField(help_text='when it took place; later write-up keeps the true time')),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('happened_by', models.ForeignKey(help_text='who made it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'happened_at'], name='contact_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__range', (0, 600)), _connector='OR'), name='contact_minutes_possible'), models.CheckConstraint(condition=models.Q(('happened_at__lte', models.F('recorded_at'))), name='contact_happened_before_recorded'), models.CheckConstraint(condition=models.Q(models.Q(('happened_at__isnull', True), ('happened_by__isnull', True)), models.Q(('happened_at__isnull', False), ('happened_by__isnull', False)), _connector='OR'), name='contact_happened_at_has_happened_by'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='contact_recorded_at_has_recorded_by')],
            },
        ),
    ]
