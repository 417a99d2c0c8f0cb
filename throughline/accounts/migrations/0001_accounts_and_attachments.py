"""Accounts and attachments."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("organisations", "0001_organisations_and_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('phone', models.TextField(blank=True, help_text='the work number that clients are given')),
                ('role', models.TextField(choices=[('LINK_WORKER', 'Link worker'), ('SENIOR_LINK_WORKER', 'Senior link worker'), ('MANAGER', 'Manager'), ('ADMINISTRATOR', 'Provider administrator'), ('PRACTICE_USER', 'Surgery staff'), ('COMMISSIONER', 'Commissioner'), ('OPERATOR', 'Operator (the software itself)')])),
                ('is_active', models.BooleanField(default=True)),
                ('deactivated_at', models.DateTimeField(null=True)),
                ('may_hold_cases', models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('is_active', True), ('role__in', ('LINK_WORKER', 'SENIOR_LINK_WORKER'))), then=models.Value(True)), default=models.Value(False)), output_field=models.BooleanField())),
                ('deactivated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('surgery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deactivated_at__isnull', True), ('deactivated_by__isnull', True)), models.Q(('deactivated_at__isnull', False), ('deactivated_by__isnull', False)), _connector='OR'), name='user_deactivated_at_has_deactivated_by'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(fields=('id', 'organisation', 'may_hold_cases'), name='user_can_hold'),
        ),
    ]
