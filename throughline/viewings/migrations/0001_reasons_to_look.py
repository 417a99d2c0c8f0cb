"""Why somebody opened a record outside their caseload."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0004_when_the_profile_was_asked'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReasonToLook',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.TextField(choices=[('COVERING', 'I am covering for their link worker'), ('THEY_CALLED', 'They called or wrote, and I answered'), ('ASKED', 'A colleague asked me to'), ('DUPLICATE', 'I am checking whether somebody is on record twice'), ('OTHER', 'Another reason')])),
                ('words', models.TextField(blank=True, help_text='their own words, where none of the reasons is theirs')),
                ('day', models.DateField(help_text='the day for which it holds')),
                ('given_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['client', 'given_by', 'day'], name='reason_of_the_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('why', 'OTHER'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='another_reason_to_look_is_said_in_words'), models.CheckConstraint(condition=models.Q(models.Q(('given_at__isnull', True), ('given_by__isnull', True)), models.Q(('given_at__isnull', False), ('given_by__isnull', False)), _connector='OR'), name='reasontolook_given_at_has_given_by')],
            },
        ),
    ]
