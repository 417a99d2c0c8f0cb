"""What a person's life is like, from which day."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0004_when_the_profile_was_asked'),
        ('organisations', '0002_disruptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Circumstance',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topic', models.TextField(choices=[('HOUSEHOLD', 'Who they live with'), ('EMPLOYMENT', 'Work'), ('BENEFITS', 'Benefits'), ('INCOME', 'Household income in a year'), ('HOME', 'Address'), ('AREA', 'Neighbourhood code (LSOA, 2021)'), ('TENURE', 'Owned or rented'), ('HOUSING_TYPE', 'Kind of home'), ('OUTSIDE_SPACE', 'Private outside space'), ('GENDER', 'Gender'), ('ETHNICITY', 'Ethnic group'), ('LANGUAGE', 'First language'), ('EDUCATION', 'Education')])),
                ('answer', models.TextField(choices=[('ANSWERED', 'Answered'), ('PREFER_NOT', 'Prefer not to say'), ('NOT_ASKED', 'Not asked'), ('MISTAKEN', 'Recorded by mistake')])),
                ('values', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='several where several may hold, as benefits do', size=None)),
                ('from_on', models.DateField(help_text='the first day on which it held')),
                ('source', models.TextField(choices=[('CLIENT', 'They told us'), ('FAMILY', 'Family or carer told us'), ('REFERRER', 'The referral says so'), ('RECORD', 'Another record says so')])),
                ('note', models.TextField(blank=True, help_text="the reason, in the client's words or the worker's (AM43)")),
                ('recorded_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='circumstances.circumstance')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['client', 'topic', 'from_on'], name='circumstance_as_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', 'ANSWERED'), ('values__len__gt', 0)), models.Q(models.Q(('answer', 'ANSWERED'), _negated=True), ('values__len', 0)), _connector='OR'), name='circumstance_answered_has_values'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'MISTAKEN'), _negated=True), ('corrects__isnull', False), _connector='OR'), name='circumstance_mistake_of_something'), models.UniqueConstraint(fields=('id', 'client', 'topic'), name='circumstance_of_client_and_topic'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='circumstance_recorded_at_has_recorded_by')],
            },
        ),
    ]
