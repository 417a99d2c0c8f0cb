"""What else a surgery is shown: the first assessment, that nobody could reach them, and check-in calls."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0006_finding_people_behind_locks'),
        ('organisations', '0003_kinds_and_relations'),
        ('referrals', '0004_withheld_from_the_surgery'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='referral',
            name='one_live_referral',
        ),
        migrations.AddField(
            model_name='referral',
            name='assessed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='assessed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referral',
            name='listed_at',
            field=models.DateTimeField(help_text='put on the list for check-in calls (R8)', null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='listed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='referral',
            name='state',
            field=models.TextField(choices=[('WAITING', 'Received, needs allocating'), ('TO_DECIDE', 'Received, a person will decide'), ('NOT_ELIGIBLE', 'Not eligible'), ('DECLINED', 'Declined'), ('ALLOCATED', 'Allocated to a link worker'), ('CONTACTED', 'Link worker has spoken with the patient'), ('ASSESSED', 'Link worker has made the first assessment'), ('COULD_NOT_REACH', 'Ended: the link worker could not reach the patient'), ('ENDED', 'Ended'), ('CHECK_INS', 'Not eligible: on the list for check-in calls')]),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['WAITING', 'TO_DECIDE', 'ALLOCATED', 'CONTACTED', 'ASSESSED'])), fields=('client',), name='one_live_referral'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assessed_at__isnull', True), ('assessed_by__isnull', True)), models.Q(('assessed_at__isnull', False), ('assessed_by__isnull', False)), _connector='OR'), name='referral_assessed_at_has_assessed_by'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('listed_at__isnull', True), ('listed_by__isnull', True)), models.Q(('listed_at__isnull', False), ('listed_by__isnull', False)), _connector='OR'), name='referral_listed_at_has_listed_by'),
        ),
    ]
