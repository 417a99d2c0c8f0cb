"""Referrals in."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("clients", "0001_clients_and_ways_to_reach"),
        ("organisations", "0001_organisations_and_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('referred_on', models.DateField()),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='as the referrer gave them', size=None)),
                ('reason', models.TextField(blank=True)),
                ('wants', models.TextField(blank=True, help_text='what the patient wants, in plain words')),
                ('communication_needs', models.TextField(blank=True)),
                ('agreed', models.BooleanField(help_text='the patient agreed to be referred')),
                ('agreed_to_phone', models.BooleanField(help_text='the patient agreed to be phoned')),
                ('eligible', models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('ASK', 'Ask a person')])),
                ('eligible_why', models.TextField()),
                ('state', models.TextField(choices=[('WAITING', 'Received, needs allocating'), ('TO_DECIDE', 'Received, a person will decide'), ('NOT_ELIGIBLE', 'Not eligible'), ('DECLINED', 'Declined'), ('ALLOCATED', 'Allocated to a link worker'), ('CONTACTED', 'Link worker has spoken with the patient'), ('ENDED', 'Ended')])),
                ('decision_reason', models.TextField(blank=True)),
                ('received_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('allocated_at', models.DateTimeField(null=True)),
                ('contacted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('allocated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('contacted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('surgery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'state', 'received_at'], name='referral_waiting'), models.Index(fields=['surgery', 'received_at'], name='referral_of_surgery')],
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed', True)), name='referral_agreed'), models.UniqueConstraint(fields=('id', 'provider'), name='referral_of_provider'), models.UniqueConstraint(condition=models.Q(('state__in', ['WAITING', 'TO_DECIDE', 'ALLOCATED', 'CONTACTED'])), fields=('client',), name='one_live_referral'), models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('received_by__isnull', True)), models.Q(('received_at__isnull', False), ('received_by__isnull', False)), _connector='OR'), name='referral_received_at_has_received_by'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='referral_decided_at_has_decided_by'), models.CheckConstraint(condition=models.Q(models.Q(('allocated_at__isnull', True), ('allocated_by__isnull', True)), models.Q(('allocated_at__isnull', False), ('allocated_by__isnull', False)), _connector='OR'), name='referral_allocated_at_has_allocated_by'), models.CheckConstraint(condition=models.Q(models.Q(('contacted_at__isnull', True), ('contacted_by__isnull', True)), models.Q(('contacted_at__isnull', False), ('contacted_by__isnull', False)), _connector='OR'), name='referral_contacted_at_has_contacted_by'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='referral_ended_at_has_ended_by')],
            },
        ),
    ]
