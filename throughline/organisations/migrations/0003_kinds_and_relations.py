"""Every kind of organisation and relation of the paper."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_disruptions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.TextField(choices=[('COMMISSIONER', 'Commissioner'), ('PROVIDER', 'Provider'), ('SURGERY', 'GP surgery'), ('COUNCIL', 'Council'), ('LINKED_SERVICE', 'Linked service'), ('UNIVERSITY', 'University'), ('TRANSCRIPTION', 'Transcription company'), ('ETHICS', 'Ethics committee'), ('FUNDER', 'Funder')]),
        ),
        migrations.AlterField(
            model_name='relation',
            name='ends_on',
            field=models.DateField(help_text='the last day', null=True),
        ),
        migrations.AlterField(
            model_name='relation',
            name='kind',
            field=models.TextField(choices=[('COMMISSIONS', 'commissions'), ('DELIVERS_FOR', 'delivers for'), ('ATTACHED_TO', 'has link workers at'), ('REFERS_TO', 'refers to'), ('SENDS_LIST', 'sends lists to'), ('RECEIVES_REFERRAL', 'receives referrals from'), ('TRANSCRIBES_FOR', 'transcribes for'), ('APPROVES', 'approves research of'), ('FUNDS', 'funds')]),
        ),
    ]
