"""All that a contact tells, corrections in place of changes, and what managers decide when every route was tried."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_with_a_manager'),
        ('contacts', '0003_on_the_doorstep'),
        ('organisations', '0002_disruptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField()),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('with_manager_since', models.DateField()),
                ('decided', models.TextField()),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='contact',
            name='barrier',
            field=models.TextField(blank=True, choices=[('GETTING_THERE', 'Getting there'), ('TIME', 'The time'), ('HEALTH', 'Their health'), ('WORRY', 'Worry'), ('PHONE_CREDIT', 'Phone credit'), ('FORGOT', 'They forgot'), ('DID_NOT_WANT', 'They did not want it'), ('NOT_ASKED', 'Not asked')], help_text='empty: nothing was missed (R28)'),
        ),
        migrations.AddField(
            model_name='contact',
            name='caller_known',
            field=models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED', help_text='they knew the caller (R33)'),
        ),
        migrations.AddField(
            model_name='contact',
            name='changes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('NOTHING', 'Nothing has changed'), ('HEALTH', 'Health'), ('MOOD', 'Mood'), ('PEOPLE_AT_HOME', 'People at home'), ('LOSS', 'Somebody died'), ('WORK_AND_MONEY', 'Work and money'), ('HOUSING', 'Housing'), ('FOOD_AND_MEDICINE', 'Food and medicine'), ('GOING_OUT', 'Going out'), ('PHONE_AND_INTERNET', 'Phone and internet'), ('PLANS', 'Plans')]), default=list, help_text='empty: not asked (R72)', size=None),
        ),
        migrations.AddField(
            model_name='contact',
            name='name_given',
            field=models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED', help_text='the caller said who it was'),
        ),
        migrations.AddField(
            model_name='contact',
            name='rapport',
            field=models.SmallIntegerField(help_text="the worker's own view of the call, 1 to 5 (R30)", null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='understanding',
            field=models.SmallIntegerField(help_text='likewise', null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='wanted',
            field=models.TextField(blank=True, choices=[('PRACTICAL_HELP', 'Practical help'), ('CHAT', 'A chat'), ('INFORMATION', 'Information'), ('GOAL', 'To work on a goal'), ('SOMETHING_NEW', 'To try something new: open to ideas')], help_text='empty: not asked (R23)'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('CHECK_IN', 'Check-in'), ('FRIENDLY_CHECK_IN', 'Friendly check-in'), ('PRACTICAL_HELP', 'Practical help'), ('EMOTIONAL_SUPPORT', 'Emotional support'), ('CONDITION_AND_GOALS', 'Condition and goals'), ('ASSESSMENT', 'Assessment'), ('INFORMATION', 'Information on what is going on (such as COVID-19)'), ('ADVOCACY', 'Advocacy'), ('INTRODUCTION', 'Introduction')]), default=list, size=None),
        ),
        migrations.AlterField(
            model_name='contact',
            name='outcome',
            field=models.TextField(choices=[('SPOKE', 'We spoke'), ('NO_ANSWER', 'No answer'), ('LEFT_MESSAGE', 'I left a message'), ('REARRANGED', 'They asked for another time'), ('DECLINED', 'They did not want to talk'), ('DID_NOT_ATTEND', 'They did not attend'), ('SENT', 'I sent something'), ('ASKED_TRUSTED', 'I asked somebody they trust to pass it on')]),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='contact_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('changes__contains', ['NOTHING']), _negated=True), ('changes', ['NOTHING']), _connector='OR'), name='contact_nothing_changed_alone'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rapport__isnull', True), ('rapport__range', (1, 5)), _connector='OR'), models.Q(('understanding__isnull', True), ('understanding__range', (1, 5)), _connector='OR')), name='contact_ratings_possible'),
        ),
        migrations.AddField(
            model_name='correction',
            name='contact',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact'),
        ),
        migrations.AddField(
            model_name='correction',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correction',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='correction',
            name='replaced_by',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact'),
        ),
        migrations.AddField(
            model_name='review',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='review',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('contact', models.F('replaced_by')), _negated=True), name='correction_is_another_contact'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='correction_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='correction_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['case', 'made_at'], name='review_of_case'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decided', ''), _negated=True), name='review_says_what_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='review_made_at_has_made_by'),
        ),
        *(
            composite_key(
                name=f"{table}_{column}_of_same_provider",
                table=f"contacts_{table}",
                columns=f"{column}_id, provider_id",
                references=f"{target} (id, provider_id)",
            )
            for table, column, target in (
                ("correction", "contact", "contacts_contact"),
                ("correction", "replaced_by", "contacts_contact"),
                ("review", "case", "cases_case"),
            )
        ),
        row_level_policy("contacts_correction", "provider_id"),
        row_level_policy("contacts_review", "provider_id"),
        migrations.RunSQL(
            "update cases_case c set brought_reached_at = last_reached_at where last_reached_at is not null"
            " and not exists (select from contacts_contact t where t.case_id = c.id and t.two_way)",
            migrations.RunSQL.noop,
        ),
    ]
