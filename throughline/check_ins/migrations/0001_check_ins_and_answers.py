"""Check-ins and their answers."""


import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0004_how_often_we_speak'),
        ('contacts', '0003_on_the_doorstep'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('result', models.TextField(choices=[('CHECK_IN_ONLY', 'Check-in only'), ('NEEDS_SOMETHING', 'Needs something')])),
                ('follow_up', models.TextField(blank=True, choices=[('EXTRA_CONTACT', 'An extra contact on a day'), ('SERVICE_OFFERED', 'A mental health service was offered'), ('GP_TOLD', 'They agreed that their GP is told'), ('PLAN_AGREED', 'We agreed a plan'), ('DECLINED', 'They want nothing of this now')], help_text='where their mood was low')),
                ('extra_on', models.DateField(help_text='the day of an extra contact', null=True)),
                ('plan', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CheckInAnswer',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topic', models.TextField(choices=[('FOOD', 'Food'), ('MEDICINE', 'Medicine'), ('GUIDANCE', 'Knows the guidance'), ('MOOD', 'Coping, mood'), ('WHAT_TO_DO', 'Knows what to do if something happens'), ('CONDITION', 'Own condition, and diet or treatment plan'), ('KEEPING_WELL', 'Keeping well'), ('PEOPLE', 'People around them'), ('MONEY', 'Money, work, housing'), ('PLANS', 'How their plans are going, and what has stopped'), ('PHONE', 'Phone and internet')])),
                ('answered', models.TextField(choices=[('FINE', 'Fine'), ('NEEDS', 'Needs something'), ('TOLD', 'Told us'), ('RATHER_NOT', 'Did not want to say')])),
                ('words', models.TextField(blank=True)),
                ('check_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='check_ins.checkin')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='checkin',
            index=models.Index(fields=['case', 'recorded_at'], name='check_in_of_case'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='check_in_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follow_up', 'EXTRA_CONTACT'), _negated=True), ('extra_on__isnull', False), _connector='OR'), name='extra_contact_has_day'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follow_up', 'PLAN_AGREED'), _negated=True), models.Q(('plan', ''), _negated=True), _connector='OR'), name='agreed_plan_has_words'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='check_in_recorded_at_has_recorded_by'),
        ),
        migrations.AddConstraint(
            model_name='checkinanswer',
            constraint=models.UniqueConstraint(fields=('check_in', 'topic'), name='topic_once_per_check_in'),
        ),
    ]
