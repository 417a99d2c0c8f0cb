"""How a case ended, who is held open, who keeps a kinder rule."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_low_at_a_check_in'),
        ('organisations', '0007_discharge_policies'),
        ('referrals', '0005_assessed_unreached_and_check_ins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('agreed', models.TextField(choices=[('AGREED', 'They agreed'), ('OWN_WISH', 'It was their own wish'), ('NOT_REACHED', 'They could not be reached'), ('NOT_ASKED', 'They were not asked')])),
                ('days_tried', models.SmallIntegerField(default=0, help_text='on how many days in vain, since they last answered')),
                ('policy', models.TextField(choices=[('ORDINARY', 'Ordinary'), ('HOLD_OPEN', 'Hold open'), ('REVIEW_AND_CLOSE', 'Review and close')], help_text='the one that held for this person that day (R57)')),
                ('against_policy', models.TextField(blank=True, help_text="a manager's reason, where it was needed")),
                ('gained', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='in the words of their plan that day', size=None)),
                ('still_open', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='what they go on with by themselves', size=None)),
                ('left_open', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='what nobody had finished: for a manager', size=None)),
                ('come_back_until', models.DateField(null=True)),
                ('may_contact_again', models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED', help_text='what they said (R59)')),
                ('told_way', models.TextField(blank=True, choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')])),
                ('told_at', models.DateTimeField(help_text='when they were told that it has ended; empty: not told', null=True)),
                ('settled_at', models.DateTimeField(help_text='when a manager saw to what was left open', null=True)),
                ('settled_note', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'ended_at'], name='ending_by_month')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', True), ('told_way', '')), models.Q(('told_at__isnull', False), models.Q(('told_way', ''), _negated=True)), _connector='OR'), name='ending_told_in_some_way'), models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), models.Q(('settled_note', ''), _negated=True), _connector='OR'), name='ending_settled_says_how'), models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', True), ('told_by__isnull', True)), models.Q(('told_at__isnull', False), ('told_by__isnull', False)), _connector='OR'), name='ending_told_at_has_told_by'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='ending_settled_at_has_settled_by'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='ending_ended_at_has_ended_by')],
            },
        ),
        migrations.CreateModel(
            name='HeldOpen',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(help_text='why it would have ended')),
                ('noted_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name_plural': 'held open',
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='held_open_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('noted_at__isnull', True), ('noted_by__isnull', True)), models.Q(('noted_at__isnull', False), ('noted_by__isnull', False)), _connector='OR'), name='held_open_noted_at_has_noted_by')],
            },
        ),
        migrations.CreateModel(
            name='KeptRule',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('policy', models.TextField(choices=[('ORDINARY', 'Ordinary'), ('HOLD_OPEN', 'Hold open'), ('REVIEW_AND_CLOSE', 'Review and close')])),
                ('kept_from', models.TextField(help_text='the provider they came from')),
                ('since_on', models.DateField(help_text='since when it held there', null=True)),
                ('kept_at', models.DateTimeField()),
                ('told_way', models.TextField(blank=True, choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')])),
                ('told_at', models.DateTimeField(null=True)),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('referral', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.referral')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kept_at__isnull', True), ('kept_by__isnull', True)), models.Q(('kept_at__isnull', False), ('kept_by__isnull', False)), _connector='OR'), name='kept_rule_kept_at_has_kept_by'), models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', True), ('told_by__isnull', True)), models.Q(('told_at__isnull', False), ('told_by__isnull', False)), _connector='OR'), name='kept_rule_told_at_has_told_by')],
            },
        ),
    ]
