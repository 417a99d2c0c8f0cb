"""Organisations that closed, with their last day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0004_policies_read_the_scope_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='closed_on',
            field=models.DateField(help_text='the last day', null=True),
        ),
    ]
