"""Agreements, and the words they were asked for in."""

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
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.TextField(choices=[('SERVICE', 'Having a link worker'), ('WAY', 'Being contacted in a certain way'), ('SURGERY', 'Sharing with their surgery'), ('LINKED_SERVICE', 'Sharing with another service'), ('FAMILY', 'Talking with somebody close to them'), ('RESEARCH', 'Being asked about research')])),
                ('subject', models.TextField(blank=True, help_text='the way, the service or the person that it is about')),
                ('subject_key', models.TextField(blank=True, help_text='core.names.sort_key of it, so that one name is one subject')),
                ('stance', models.TextField(choices=[('GIVEN', 'Agreed'), ('REFUSED', 'Did not agree'), ('WITHDRAWN', 'No longer agrees')])),
                ('how', models.TextField(choices=[('SPOKEN', 'Spoken'), ('WRITTEN', 'Written')])),
                ('wording_version', models.SmallIntegerField(help_text='which version of the words was read out or shown')),
                ('said_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['client', 'about', 'said_on'], name='agreement_in_force'), models.Index(condition=models.Q(('about', 'RESEARCH')), fields=['provider', 'client'], name='agreement_to_research')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('about__in', ['WAY', 'LINKED_SERVICE', 'FAMILY']), models.Q(('subject_key', ''), _negated=True)), models.Q(models.Q(('about__in', ['WAY', 'LINKED_SERVICE', 'FAMILY']), _negated=True), ('subject_key', '')), _connector='OR'), name='agreement_names_its_subject'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='agreement_recorded_at_has_recorded_by')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.TextField(choices=[('SERVICE', 'Having a link worker'), ('WAY', 'Being contacted in a certain way'), ('SURGERY', 'Sharing with their surgery'), ('LINKED_SERVICE', 'Sharing with another service'), ('FAMILY', 'Talking with somebody close to them'), ('RESEARCH', 'Being asked about research')])),
                ('version', models.SmallIntegerField()),
                ('words', models.TextField()),
                ('from_on', models.DateField()),
                ('set_at', models.DateTimeField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'about', 'version'), name='wording_version_once'), models.CheckConstraint(condition=models.Q(('version__gt', 1), models.Q(('words', ''), _negated=True)), name='wording_after_the_first'), models.CheckConstraint(condition=models.Q(models.Q(('set_at__isnull', True), ('set_by__isnull', True)), models.Q(('set_at__isnull', False), ('set_by__isnull', False)), _connector='OR'), name='wording_set_at_has_set_by')],
            },
        ),
    ]
