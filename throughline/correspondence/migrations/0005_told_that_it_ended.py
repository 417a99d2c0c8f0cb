"""A notice that somebody’s time has ended."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('correspondence', '0004_notices_about_plans'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='about',
            field=models.TextField(choices=[('INTRODUCTION', 'Who their link worker is'), ('NEW_WORKER', 'Their link worker has changed'), ('WHO_CALLS', 'Who it is that calls them'), ('MEETING', 'Their next contact is in person'), ('WAITING', 'How long they may wait'), ('ON_HOLD', 'Something of theirs is on hold'), ('RESTART', 'Something of theirs can go on again'), ('ENDING', 'Their time in the service has ended, and how to come back')]),
        ),
    ]
