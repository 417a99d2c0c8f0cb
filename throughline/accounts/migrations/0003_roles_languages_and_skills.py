"""Every role of the paper, what a worker speaks and knows, and an attachment that ends after it began."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_operator'),
        ('organisations', '0003_kinds_and_relations'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='spoken with clients, besides English', size=None),
        ),
        migrations.AddField(
            model_name='user',
            name='skills',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='what they know or do well, for choosing a worker', size=None),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='ends_on',
            field=models.DateField(help_text='the last day', null=True),
        ),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.TextField(choices=[('LINK_WORKER', 'Link worker'), ('SENIOR_LINK_WORKER', 'Senior link worker'), ('MANAGER', 'Manager'), ('ADMINISTRATOR', 'Provider administrator'), ('PRACTICE_USER', 'Surgery staff'), ('COMMISSIONER', 'Commissioner'), ('LINKED_SERVICE', 'Linked service'), ('RESEARCHER', 'Researcher'), ('TRANSCRIBER', 'Transcriber'), ('STUDY_ADMINISTRATOR', 'Study administrator'), ('CLIENT', 'Client'), ('OPERATOR', 'Operator (the software itself)')]),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='attachment_ends_after_start'),
        ),
    ]
