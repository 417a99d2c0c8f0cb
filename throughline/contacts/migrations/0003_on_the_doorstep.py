"""A way of contact for people who shield: the doorstep, at a distance."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0002_row_level_policies'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contact',
            name='way',
            field=models.TextField(choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')]),
        ),
    ]
