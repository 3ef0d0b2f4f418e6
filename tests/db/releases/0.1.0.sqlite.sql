BEGIN TRANSACTION;
CREATE TABLE acceptance_rules (
	id INTEGER NOT NULL, 
	organisation_id INTEGER, 
	sector VARCHAR(40), 
	applies_to VARCHAR(40) NOT NULL, 
	job_role_id INTEGER, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	code VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	need VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	conditions JSON NOT NULL, 
	closed_by VARCHAR NOT NULL, 
	lead_days INTEGER NOT NULL, 
	waives BOOLEAN NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_until DATE, 
	source VARCHAR NOT NULL, 
	checked BOOLEAN NOT NULL, 
	CONSTRAINT pk_acceptance_rules PRIMARY KEY (id), 
	CONSTRAINT ck_acceptance_rules_employer_or_sector CHECK ((organisation_id IS NULL) != (sector IS NULL)), 
	CONSTRAINT ck_acceptance_rules_lead_days CHECK (lead_days >= 0), 
	CONSTRAINT ck_acceptance_rules_ends_after_start CHECK (valid_until IS NULL OR valid_until >= valid_from), 
	CONSTRAINT fk_acceptance_rules_job_role_id FOREIGN KEY(job_role_id) REFERENCES job_roles (id), 
	CONSTRAINT fk_acceptance_rules_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_acceptance_rules_organisation_id_sector_applies_to_job_role_id_key_valid_from UNIQUE (organisation_id, sector, applies_to, job_role_id, "key", valid_from), 
	CONSTRAINT ck_acceptance_rules_sector CHECK (sector IN ('health', 'care')), 
	CONSTRAINT ck_acceptance_rules_rolegroup CHECK (applies_to IN ('everyone', 'registered', 'with_children', 'gives_care')), 
	CONSTRAINT ck_acceptance_rules_evidencekind CHECK (kind IN ('check', 'registration', 'training', 'competence'))
);
INSERT INTO "acceptance_rules" VALUES(1,NULL,'care','everyone',NULL,'identity','check','identity','Identity','Your documents seen by an employer','','{}','you, then your employer',2,0,'2025-01-01',NULL,'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 19 and schedule 3',0);
INSERT INTO "acceptance_rules" VALUES(2,NULL,'care','everyone',NULL,'identity.photo','check','identity','A recent photo','A photo taken in the last 12 months','Care providers must keep a recent photo with proof of identity. Hospitals do not have to.','{"photo_max_age_months": 12}','you, then your employer',1,0,'2025-01-01',NULL,'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 19 and schedule 3',0);
INSERT INTO "acceptance_rules" VALUES(3,NULL,'care','everyone',NULL,'right_to_work','check','right_to_work','Right to work','A right to work in the United Kingdom that has not run out','','{}','you, then your employer',2,0,'2025-01-01',NULL,'Immigration, Asylum and Nationality Act 2006, section 15',0);
CREATE TABLE account_grants (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	organisation_id INTEGER, 
	team_id INTEGER, 
	granted_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_account_grants PRIMARY KEY (id), 
	CONSTRAINT ck_account_grants_one_scope CHECK (organisation_id IS NULL OR team_id IS NULL), 
	CONSTRAINT fk_account_grants_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_account_grants_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_account_grants_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT ck_account_grants_role CHECK (role IN ('staff', 'team_lead', 'verifier', 'recruiter', 'coordinator', 'assessor', 'organisation_administrator', 'county_administrator', 'auditor'))
);
INSERT INTO "account_grants" VALUES(1,2,'verifier',1,NULL,'2026-05-14 09:00:00.000000',NULL);
INSERT INTO "account_grants" VALUES(2,3,'recruiter',NULL,NULL,'2026-05-14 09:00:00.000000',NULL);
INSERT INTO "account_grants" VALUES(3,4,'coordinator',NULL,NULL,'2026-05-14 09:00:00.000000',NULL);
CREATE TABLE account_sessions (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	started_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	device VARCHAR NOT NULL, 
	CONSTRAINT pk_account_sessions PRIMARY KEY (id), 
	CONSTRAINT fk_account_sessions_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_account_sessions_token_hash UNIQUE (token_hash)
);
INSERT INTO "account_sessions" VALUES(1,1,'kept','2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,'kept');
CREATE TABLE accounts (
	id INTEGER NOT NULL, 
	email VARCHAR NOT NULL, 
	password_hash VARCHAR NOT NULL, 
	person_id INTEGER, 
	name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	disabled_at DATETIME, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT ck_accounts_email_lower CHECK (email = lower(email)), 
	CONSTRAINT fk_accounts_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_accounts_email UNIQUE (email), 
	CONSTRAINT uq_accounts_person_id UNIQUE (person_id)
);
INSERT INTO "accounts" VALUES(1,'lead@dorset.example','$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI',1,'Maria Encombe','2026-02-03 09:00:00.000000',NULL);
INSERT INTO "accounts" VALUES(2,'verifier@dorset.example','$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI',2,'Helen Marsh','2026-02-03 09:00:00.000000',NULL);
INSERT INTO "accounts" VALUES(3,'recruiter@dorset.example','$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI',3,'Imogen Fairey','2026-02-03 09:00:00.000000',NULL);
INSERT INTO "accounts" VALUES(4,'coordinator@dorset.example','$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI',4,'Moira Stickland','2026-02-03 09:00:00.000000',NULL);
INSERT INTO "accounts" VALUES(46,'jordan.meech@dorset.example','$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI',46,'Jordan Meech','2026-02-03 09:00:00.000000',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE application_attempts (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_application_attempts PRIMARY KEY (id)
);
INSERT INTO "application_attempts" VALUES(1,'kept','2026-11-30 09:00:00.000000');
CREATE TABLE application_choices (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	vacancy_placement_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	CONSTRAINT pk_application_choices PRIMARY KEY (id), 
	CONSTRAINT ck_application_choices_rank CHECK (rank >= 1), 
	CONSTRAINT fk_application_choices_application_id FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT fk_application_choices_vacancy_placement_id FOREIGN KEY(vacancy_placement_id) REFERENCES vacancy_placements (id), 
	CONSTRAINT uq_application_choices_application_id_rank UNIQUE (application_id, rank), 
	CONSTRAINT uq_application_choices_application_id_vacancy_placement_id UNIQUE (application_id, vacancy_placement_id)
);
INSERT INTO "application_choices" VALUES(1,1,1,1);
INSERT INTO "application_choices" VALUES(2,2,4,1);
INSERT INTO "application_choices" VALUES(3,2,5,2);
CREATE TABLE applications (
	id INTEGER NOT NULL, 
	reference VARCHAR NOT NULL, 
	vacancy_id INTEGER NOT NULL, 
	given_name VARCHAR NOT NULL, 
	family_name VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	passport_number VARCHAR NOT NULL, 
	right_to_work VARCHAR(40) NOT NULL, 
	answers JSON NOT NULL, 
	takes_other_places BOOLEAN NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	submitted_at DATETIME NOT NULL, 
	form_key VARCHAR NOT NULL, 
	decision_words VARCHAR NOT NULL, 
	decided_at DATETIME, 
	employment_id INTEGER, 
	CONSTRAINT pk_applications PRIMARY KEY (id), 
	CONSTRAINT ck_applications_hired_has_employment CHECK ((status = 'hired') = (employment_id IS NOT NULL)), 
	CONSTRAINT fk_applications_employment_id FOREIGN KEY(employment_id) REFERENCES employments (id), 
	CONSTRAINT fk_applications_vacancy_id FOREIGN KEY(vacancy_id) REFERENCES vacancies (id), 
	CONSTRAINT uq_applications_employment_id UNIQUE (employment_id), 
	CONSTRAINT uq_applications_form_key UNIQUE (form_key), 
	CONSTRAINT uq_applications_reference UNIQUE (reference), 
	CONSTRAINT ck_applications_righttowork CHECK (right_to_work IN ('yes', 'limited', 'not_yet')), 
	CONSTRAINT ck_applications_applicationstatus CHECK (status IN ('submitted', 'shortlisted', 'not_taken', 'placement_proposed', 'accepted', 'withdrawn', 'hired'))
);
INSERT INTO "applications" VALUES(1,'A-DGK9P4',1,'Neil','Bascombe','neil.bascombe@mail.example','01632 960113','','limited','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "My neighbour fell on the stairs. I sat with her, rang her daughter and stayed until the ambulance came.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would say who I am, sit down a little way off, and ask whether I should come back in ten minutes.", "You notice that something is not right, and nobody else has said so. What would you do?": "I would say it to whoever is in charge, and write it down. If nothing happened I would say it again."}',0,'submitted','2026-11-13 06:00:00.000000','demonstration-2','',NULL,NULL);
INSERT INTO "applications" VALUES(2,'A-GCHMDX',1,'Eleanor','Guy','eleanor.guy@mail.example','01632 960075','','limited','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}',0,'submitted','2026-11-24 06:00:00.000000','demonstration-3','',NULL,NULL);
INSERT INTO "applications" VALUES(3,'A-4G4M4Z',1,'Chinedu','Adeyemi','chinedu.adeyemi@mail.example','01632 960432','','limited','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}',1,'submitted','2026-11-13 06:00:00.000000','demonstration-4','',NULL,NULL);
INSERT INTO "applications" VALUES(14,'A-5HK3WV',1,'Sharon','Mead','sharon.mead@mail.example','01632 960805','','yes','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}',0,'placement_proposed','2026-11-25 06:00:00.000000','demonstration-15','','2026-11-27 06:00:00.000000',NULL);
INSERT INTO "applications" VALUES(15,'A-CEVU3Q',1,'Caroline','Allner','caroline.allner@mail.example','01632 960683','','yes','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}',1,'placement_proposed','2026-11-28 06:00:00.000000','demonstration-16','','2026-11-30 06:00:00.000000',NULL);
INSERT INTO "applications" VALUES(16,'A-YZUTUJ',1,'Kerry','Dyer','kerry.dyer@mail.example','01632 960201','','limited','{"Tell us about a time you helped somebody when it was not easy. What did you do?": "In the caf\u00e9 a customer with dementia could not find her purse. I paid and walked her to the bus.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would not argue. I would tell the office, and try again later with a cup of tea.", "You notice that something is not right, and nobody else has said so. What would you do?": "In the warehouse I reported a broken guard three times until it was mended. I would do the same here."}',0,'accepted','2026-11-24 06:00:00.000000','demonstration-17','','2026-11-26 06:00:00.000000',NULL);
CREATE TABLE apprenticeships (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	standard_id INTEGER NOT NULL, 
	provider_id INTEGER NOT NULL, 
	mentor_person_id INTEGER, 
	started_on DATE NOT NULL, 
	planned_end_on DATE NOT NULL, 
	week_min INTEGER NOT NULL, 
	prior_learning_min INTEGER NOT NULL, 
	english_maths VARCHAR(40) NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	supervised_until DATE, 
	employer_ready_on DATE, 
	ended_on DATE, 
	CONSTRAINT pk_apprenticeships PRIMARY KEY (id), 
	CONSTRAINT ck_apprenticeships_ends_after_start CHECK (planned_end_on > started_on), 
	CONSTRAINT ck_apprenticeships_prior_learning_min CHECK (prior_learning_min >= 0), 
	CONSTRAINT ck_apprenticeships_week_min CHECK (week_min BETWEEN 60 AND 10080), 
	CONSTRAINT fk_apprenticeships_mentor_person_id FOREIGN KEY(mentor_person_id) REFERENCES people (id), 
	CONSTRAINT fk_apprenticeships_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_apprenticeships_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_apprenticeships_provider_id FOREIGN KEY(provider_id) REFERENCES organisations (id), 
	CONSTRAINT fk_apprenticeships_standard_id FOREIGN KEY(standard_id) REFERENCES standards (id), 
	CONSTRAINT uq_apprenticeships_person_id_started_on UNIQUE (person_id, started_on), 
	CONSTRAINT ck_apprenticeships_englishmaths CHECK (english_maths IN ('held', 'studying', 'opted_out', 'not_recorded')), 
	CONSTRAINT ck_apprenticeships_apprenticeshipstatus CHECK (status IN ('active', 'gateway', 'completed', 'withdrawn'))
);
INSERT INTO "apprenticeships" VALUES(1,46,1,3,13,41,'2026-05-02','2027-08-02',1800,0,'held','active',NULL,NULL,NULL);
INSERT INTO "apprenticeships" VALUES(2,71,1,3,13,70,'2026-05-16','2027-08-16',1800,0,'held','active',NULL,NULL,NULL);
INSERT INTO "apprenticeships" VALUES(3,87,7,1,13,91,'2026-04-30','2027-07-30',1800,0,'opted_out','active','2026-07-05',NULL,NULL);
INSERT INTO "apprenticeships" VALUES(19,272,5,4,14,206,'2026-04-06','2028-01-06',2220,0,'opted_out','active','2026-06-29',NULL,NULL);
CREATE TABLE assessments (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	competence_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	outcome VARCHAR(40) NOT NULL, 
	level VARCHAR(40) NOT NULL, 
	assessed_on DATE NOT NULL, 
	assessor_person_id INTEGER, 
	organisation_id INTEGER, 
	note VARCHAR NOT NULL, 
	steps_seen JSON NOT NULL, 
	revoked_at DATETIME, 
	revoked_why VARCHAR NOT NULL, 
	CONSTRAINT pk_assessments PRIMARY KEY (id), 
	CONSTRAINT ck_assessments_signed_by_someone CHECK (kind <> 'sign_off' OR assessor_person_id IS NOT NULL), 
	CONSTRAINT ck_assessments_revoked_with_reason CHECK (revoked_at IS NULL OR revoked_why <> ''), 
	CONSTRAINT ck_assessments_never_oneself CHECK (person_id <> assessor_person_id), 
	CONSTRAINT fk_assessments_assessor_person_id FOREIGN KEY(assessor_person_id) REFERENCES people (id), 
	CONSTRAINT fk_assessments_competence_id FOREIGN KEY(competence_id) REFERENCES competences (id), 
	CONSTRAINT fk_assessments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_assessments_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT ck_assessments_assessmentkind CHECK (kind IN ('self_declared', 'evidence', 'observation', 'sign_off')), 
	CONSTRAINT ck_assessments_outcome CHECK (outcome IN ('met', 'not_yet')), 
	CONSTRAINT ck_assessments_level CHECK (level IN ('with_supervision', 'works_alone'))
);
INSERT INTO "assessments" VALUES(1,5,32,'sign_off','met','works_alone','2026-08-06',134,2,'','["Checks meter, strips and control", "Takes the sample and reads it correctly", "Knows low and high results and acts", "Records at once"]',NULL,'');
INSERT INTO "assessments" VALUES(2,5,19,'sign_off','met','works_alone','2026-01-07',134,2,'','["Asks first and protects privacy", "Washes hands and uses gloves and apron at the right moments", "Cleans the site and changes the bag without breaking the closed system", "Recognises a blocked or infected catheter", "Records output and says who to call"]',NULL,'');
INSERT INTO "assessments" VALUES(3,5,27,'sign_off','met','works_alone','2025-12-06',134,2,'','["Knows the person''s story and uses it", "Speaks so that the person can follow", "Finds the need behind distress and meets it", "Supports choice and independence", "Supports family and records what works"]',NULL,'');
CREATE TABLE assessor_rights (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	competence_id INTEGER, 
	framework_id INTEGER, 
	valid_from DATE NOT NULL, 
	valid_until DATE, 
	CONSTRAINT pk_assessor_rights PRIMARY KEY (id), 
	CONSTRAINT ck_assessor_rights_one_subject CHECK ((competence_id IS NULL) <> (framework_id IS NULL)), 
	CONSTRAINT ck_assessor_rights_ends_after_start CHECK (valid_until IS NULL OR valid_until >= valid_from), 
	CONSTRAINT fk_assessor_rights_competence_id FOREIGN KEY(competence_id) REFERENCES competences (id), 
	CONSTRAINT fk_assessor_rights_framework_id FOREIGN KEY(framework_id) REFERENCES frameworks (id), 
	CONSTRAINT fk_assessor_rights_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_assessor_rights_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "assessor_rights" VALUES(1,5,1,NULL,2,'2025-07-06',NULL);
INSERT INTO "assessor_rights" VALUES(2,5,1,NULL,4,'2025-07-06',NULL);
INSERT INTO "assessor_rights" VALUES(3,5,1,NULL,1,'2025-07-06',NULL);
CREATE TABLE assignments (
	id INTEGER NOT NULL, 
	rota_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	shift_template_id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	locked BOOLEAN NOT NULL, 
	CONSTRAINT pk_assignments PRIMARY KEY (id), 
	CONSTRAINT ck_assignments_ends_after_start CHECK (ends_at > starts_at), 
	CONSTRAINT fk_assignments_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_assignments_rota_id FOREIGN KEY(rota_id) REFERENCES rotas (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assignments_shift_template_id FOREIGN KEY(shift_template_id) REFERENCES shift_templates (id), 
	CONSTRAINT uq_assignments_rota_id_person_id_on_date UNIQUE (rota_id, person_id, on_date)
);
INSERT INTO "assignments" VALUES(1,1,28,4,'2026-07-06','2026-07-06 20:00:00.000000','2026-07-07 06:30:00.000000',0);
INSERT INTO "assignments" VALUES(2,1,40,4,'2026-07-06','2026-07-06 20:00:00.000000','2026-07-07 06:30:00.000000',0);
INSERT INTO "assignments" VALUES(3,1,36,5,'2026-07-06','2026-07-06 16:00:00.000000','2026-07-06 21:00:00.000000',0);
CREATE TABLE audit_events (
	id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	account_id INTEGER, 
	actor_name VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject_type VARCHAR NOT NULL, 
	subject_id INTEGER, 
	person_id INTEGER, 
	organisation_id INTEGER, 
	detail JSON NOT NULL, 
	previous_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (id), 
	CONSTRAINT uq_audit_events_sequence UNIQUE (sequence)
);
INSERT INTO "audit_events" VALUES(1,1,'2026-12-01 02:56:53.069103',NULL,'The system','job_roles.loaded','job_roles',NULL,NULL,NULL,'{"codes": ["registered_nurse", "childrens_nurse", "nursing_associate", "healthcare_support_worker", "senior_healthcare_support_worker", "reablement_worker", "care_worker", "senior_care_worker", "social_worker", "family_support_worker", "occupational_therapist", "physiotherapist", "paramedic", "general_practitioner", "pharmacist", "administrator", "manager"]}','0000000000000000000000000000000000000000000000000000000000000000','3bafb2bfa0f1f8e65d54aa4cd9aa04b6f4563880ba8657b96fed5f72cc3b22d3');
INSERT INTO "audit_events" VALUES(2,2,'2026-12-01 02:56:53.104277',NULL,'The system','frameworks.loaded','frameworks',NULL,NULL,NULL,'{"rows": 90}','3bafb2bfa0f1f8e65d54aa4cd9aa04b6f4563880ba8657b96fed5f72cc3b22d3','b5f49f8817d2042dacf2026f361c8baf704077e6e180fcdfb66850862a4ff161');
INSERT INTO "audit_events" VALUES(3,3,'2026-12-01 02:56:53.138403',NULL,'The system','standards.loaded','standards',NULL,NULL,NULL,'{"rows": 226}','b5f49f8817d2042dacf2026f361c8baf704077e6e180fcdfb66850862a4ff161','d625eabf0e7ea85ef2145cebc54c0a9e1e9b9ea40590f7b1b00a96b51c5097a4');
INSERT INTO "audit_events" VALUES(4,4,'2026-12-01 02:56:53.149252',NULL,'The system','acceptance_rules.loaded','acceptance_rules',NULL,NULL,NULL,'{"count": 53}','d625eabf0e7ea85ef2145cebc54c0a9e1e9b9ea40590f7b1b00a96b51c5097a4','dd8b15638bcf8c528a4be87be497f47a18214b473f80af0470562b5d96ab64e8');
INSERT INTO "audit_events" VALUES(5,5,'2026-12-01 02:56:56.063267',NULL,'The system','demonstration.loaded','organisations',NULL,NULL,NULL,'{"scale": 1, "seed": 1, "people": 400, "assignments": 22671}','dd8b15638bcf8c528a4be87be497f47a18214b473f80af0470562b5d96ab64e8','baec4b50558515b665a5e98dd2245240fbf5886c9bfb6a5e8593cbca9e875d30');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
);
INSERT INTO "audit_head" VALUES(1,5,'baec4b50558515b665a5e98dd2245240fbf5886c9bfb6a5e8593cbca9e875d30');
CREATE TABLE availability_requests (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	wants_work BOOLEAN NOT NULL, 
	shift_kind VARCHAR(40), 
	weight INTEGER NOT NULL, 
	note VARCHAR NOT NULL, 
	asked_at DATETIME NOT NULL, 
	CONSTRAINT pk_availability_requests PRIMARY KEY (id), 
	CONSTRAINT ck_availability_requests_shift_kind_of_work CHECK (wants_work OR shift_kind IS NULL), 
	CONSTRAINT ck_availability_requests_weight CHECK (weight BETWEEN 1 AND 3), 
	CONSTRAINT fk_availability_requests_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_availability_requests_person_id_on_date UNIQUE (person_id, on_date), 
	CONSTRAINT ck_availability_requests_shiftkind CHECK (shift_kind IN ('early', 'late', 'long_day', 'night', 'twilight', 'visiting_run', 'day'))
);
INSERT INTO "availability_requests" VALUES(1,27,'2027-01-22',0,NULL,1,'A wedding','2026-11-17 09:00:00.000000');
INSERT INTO "availability_requests" VALUES(2,27,'2027-01-23',0,NULL,2,'A wedding','2026-11-13 09:00:00.000000');
INSERT INTO "availability_requests" VALUES(3,27,'2027-01-26',0,NULL,1,'School play','2026-11-27 09:00:00.000000');
CREATE TABLE bookings (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	work_min INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	assignment_id INTEGER, 
	CONSTRAINT pk_bookings PRIMARY KEY (id), 
	CONSTRAINT ck_bookings_ends_after_start CHECK (ends_at > starts_at), 
	CONSTRAINT ck_bookings_work_min CHECK (work_min > 0), 
	CONSTRAINT fk_bookings_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id), 
	CONSTRAINT fk_bookings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_bookings_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_bookings_assignment_id UNIQUE (assignment_id)
);
INSERT INTO "bookings" VALUES(1,34,3,'2026-07-06 07:00:00.000000','2026-07-06 15:00:00.000000',450,'Ward duty, Poole Hospital',NULL);
INSERT INTO "bookings" VALUES(2,34,3,'2026-07-07 07:00:00.000000','2026-07-07 15:00:00.000000',450,'Ward duty, Poole Hospital',NULL);
INSERT INTO "bookings" VALUES(3,34,3,'2026-07-20 07:00:00.000000','2026-07-20 15:00:00.000000',450,'Ward duty, Poole Hospital',NULL);
CREATE TABLE breaks_in_learning (
	id INTEGER NOT NULL, 
	apprenticeship_id INTEGER NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE, 
	reason VARCHAR NOT NULL, 
	expected_back_on DATE, 
	CONSTRAINT pk_breaks_in_learning PRIMARY KEY (id), 
	CONSTRAINT ck_breaks_in_learning_ends_after_start CHECK (last_day IS NULL OR last_day >= first_day), 
	CONSTRAINT fk_breaks_in_learning_apprenticeship_id FOREIGN KEY(apprenticeship_id) REFERENCES apprenticeships (id)
);
INSERT INTO "breaks_in_learning" VALUES(1,19,'2026-10-12',NULL,'Looks after a parent who is ill','2027-01-11');
CREATE TABLE checks (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	asked_on DATE NOT NULL, 
	note VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	method VARCHAR(40), 
	outcome VARCHAR(40), 
	verified_on DATE, 
	verified_by_account_id INTEGER, 
	valid_from DATE, 
	expires_on DATE, 
	follow_up_on DATE, 
	details JSON NOT NULL, 
	withdrawn_on DATE, 
	withdrawn_because VARCHAR NOT NULL, 
	CONSTRAINT pk_checks PRIMARY KEY (id), 
	CONSTRAINT ck_checks_verified_says_when CHECK (state != 'verified' OR (verified_on IS NOT NULL AND valid_from IS NOT NULL AND outcome IS NOT NULL)), 
	CONSTRAINT ck_checks_expires_after_start CHECK (expires_on IS NULL OR expires_on >= valid_from), 
	CONSTRAINT fk_checks_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_checks_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_checks_verified_by_account_id FOREIGN KEY(verified_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT ck_checks_checkkind CHECK (kind IN ('identity', 'right_to_work', 'registration_qualifications', 'history_references', 'criminal_record', 'work_health')), 
	CONSTRAINT ck_checks_checkstate CHECK (state IN ('awaiting', 'verified', 'withdrawn', 'superseded')), 
	CONSTRAINT ck_checks_checkmethod CHECK (method IN ('in_person', 'live_video', 'digital_provider', 'online_service', 'documents', 'occupational_health')), 
	CONSTRAINT ck_checks_checkoutcome CHECK (outcome IN ('met', 'met_with_limits', 'not_met'))
);
INSERT INTO "checks" VALUES(1,1,'identity','verified',1,'2025-09-04','','','','in_person','met','2025-09-10',2,'2025-09-10',NULL,NULL,'{"documents": ["passport", "bank statement", "council tax bill"], "photo_on": "2025-09-10"}',NULL,'');
INSERT INTO "checks" VALUES(2,1,'right_to_work','verified',1,'2025-08-18','','','','online_service','met','2025-09-12',2,'2025-09-12',NULL,NULL,'{}',NULL,'');
INSERT INTO "checks" VALUES(3,1,'registration_qualifications','verified',1,'2025-08-24','','','','online_service','met','2025-09-12',2,'2025-09-12',NULL,NULL,'{}',NULL,'');
CREATE TABLE competences (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	refresh_months INTEGER, 
	sectors JSON NOT NULL, 
	steps JSON NOT NULL, 
	position INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	source VARCHAR NOT NULL, 
	checked BOOLEAN NOT NULL, 
	CONSTRAINT pk_competences PRIMARY KEY (id), 
	CONSTRAINT ck_competences_refresh_months CHECK (refresh_months IS NULL OR refresh_months > 0), 
	CONSTRAINT fk_competences_framework_id FOREIGN KEY(framework_id) REFERENCES frameworks (id), 
	CONSTRAINT uq_competences_code UNIQUE (code), 
	CONSTRAINT ck_competences_competencekind CHECK (kind IN ('training', 'standard', 'skill', 'delegated', 'ksb'))
);
INSERT INTO "competences" VALUES(1,1,'care_certificate.1','Care Certificate 1: understand your role','','standard',NULL,'["health", "care"]','["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]',0,'2025-03-01','Skills for Care and Skills for Health, Care Certificate standards, 2025',1);
INSERT INTO "competences" VALUES(2,1,'care_certificate.2','Care Certificate 2: your personal development','','standard',NULL,'["health", "care"]','["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]',1,'2025-03-01','Skills for Care and Skills for Health, Care Certificate standards, 2025',1);
INSERT INTO "competences" VALUES(3,1,'care_certificate.3','Care Certificate 3: duty of care','','standard',NULL,'["health", "care"]','["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]',2,'2025-03-01','Skills for Care and Skills for Health, Care Certificate standards, 2025',1);
INSERT INTO "competences" VALUES(19,2,'county.catheter','Catheter care','','skill',24,'["health", "care"]','["Asks first and protects privacy", "Washes hands and uses gloves and apron at the right moments", "Cleans the site and changes the bag without breaking the closed system", "Recognises a blocked or infected catheter", "Records output and says who to call"]',2,'2024-01-01','County working group, draft for demonstration',0);
INSERT INTO "competences" VALUES(27,2,'county.dementia_care','Dementia care','','skill',36,'["health", "care"]','["Knows the person''s story and uses it", "Speaks so that the person can follow", "Finds the need behind distress and meets it", "Supports choice and independence", "Supports family and records what works"]',10,'2024-01-01','County working group, draft for demonstration',0);
INSERT INTO "competences" VALUES(32,2,'county.blood_glucose','Blood glucose measurement','','skill',24,'["health", "care"]','["Checks meter, strips and control", "Takes the sample and reads it correctly", "Knows low and high results and acts", "Records at once"]',15,'2024-01-01','County working group, draft for demonstration',0);
INSERT INTO "competences" VALUES(33,3,'cstf.equality','Equality, diversity and human rights','1','training',36,'["health", "care"]','[]',0,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(34,3,'cstf.health_safety','Health, safety and welfare','1','training',36,'["health", "care"]','[]',1,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(35,3,'cstf.conflict_resolution','Conflict resolution','1','training',36,'["health", "care"]','[]',2,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(37,3,'cstf.infection_prevention_1','Infection prevention and control, level 1','1','training',36,'["health", "care"]','[]',4,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(38,3,'cstf.infection_prevention_2','Infection prevention and control, level 2','2','training',12,'["health", "care"]','[]',5,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',0);
INSERT INTO "competences" VALUES(39,3,'cstf.moving_handling_1','Moving and handling, level 1','1','training',36,'["health", "care"]','[]',6,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(40,3,'cstf.moving_handling_2','Moving and handling people, level 2','2','training',24,'["health", "care"]','[]',7,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(47,3,'cstf.preventing_radicalisation_1','Preventing radicalisation, basic awareness','basic','training',36,'["health", "care"]','[]',14,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
INSERT INTO "competences" VALUES(48,3,'cstf.preventing_radicalisation_2','Preventing radicalisation, awareness workshop','awareness','training',36,'["health", "care"]','[]',15,'2025-05-01','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',1);
CREATE TABLE demands (
	id INTEGER NOT NULL, 
	shift_template_id INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	job_role_id INTEGER, 
	competence_code VARCHAR, 
	minimum INTEGER NOT NULL, 
	wanted INTEGER NOT NULL, 
	CONSTRAINT pk_demands PRIMARY KEY (id), 
	CONSTRAINT ck_demands_wanted_at_least_minimum CHECK (minimum >= 0 AND wanted >= minimum), 
	CONSTRAINT ck_demands_weekday CHECK (weekday BETWEEN 0 AND 7), 
	CONSTRAINT fk_demands_job_role_id FOREIGN KEY(job_role_id) REFERENCES job_roles (id), 
	CONSTRAINT fk_demands_shift_template_id FOREIGN KEY(shift_template_id) REFERENCES shift_templates (id)
);
INSERT INTO "demands" VALUES(1,1,0,1,NULL,2,2);
INSERT INTO "demands" VALUES(2,1,1,1,NULL,2,2);
INSERT INTO "demands" VALUES(3,1,2,1,NULL,2,2);
CREATE TABLE employments (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	job_role_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	title VARCHAR NOT NULL, 
	pay_band VARCHAR NOT NULL, 
	week_min INTEGER NOT NULL, 
	started_on DATE NOT NULL, 
	ended_on DATE, 
	reason_for_leaving VARCHAR NOT NULL, 
	continuous_since DATE, 
	opted_out_on DATE, 
	pension_scheme VARCHAR NOT NULL, 
	CONSTRAINT pk_employments PRIMARY KEY (id), 
	CONSTRAINT ck_employments_ends_after_start CHECK (ended_on IS NULL OR ended_on >= started_on), 
	CONSTRAINT ck_employments_week_min CHECK (week_min BETWEEN 0 AND 10080), 
	CONSTRAINT fk_employments_job_role_id FOREIGN KEY(job_role_id) REFERENCES job_roles (id), 
	CONSTRAINT fk_employments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_employments_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT ck_employments_employmentkind CHECK (kind IN ('permanent', 'fixed_term', 'bank', 'apprentice'))
);
INSERT INTO "employments" VALUES(1,1,8,7,'permanent','','',1800,'2022-06-23','2025-09-02','A new role nearer home',NULL,NULL,'');
INSERT INTO "employments" VALUES(2,1,1,17,'permanent','Team lead, Weymouth and Portland','',2250,'2025-09-14',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(3,2,1,16,'permanent','Employment checks officer','Band 4',2250,'2018-06-04',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(38,27,1,1,'permanent','','Band 6',2250,'2022-08-22',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(39,28,1,1,'permanent','','Band 5',2250,'2025-02-23',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(40,29,1,1,'permanent','','Band 5',1800,'2022-04-21',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(41,30,2,1,'permanent','','Band 5',2250,'2025-02-14',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(42,31,2,1,'permanent','','Band 5',1800,'2010-07-28',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
INSERT INTO "employments" VALUES(44,32,2,1,'permanent','','Band 5',1800,'1999-01-28',NULL,'',NULL,NULL,'NHS Pension Scheme 2015');
CREATE TABLE equivalences (
	id INTEGER NOT NULL, 
	from_competence_id INTEGER NOT NULL, 
	to_competence_id INTEGER NOT NULL, 
	extent VARCHAR(40) NOT NULL, 
	condition VARCHAR NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_until DATE, 
	agreed_by VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	checked BOOLEAN NOT NULL, 
	CONSTRAINT pk_equivalences PRIMARY KEY (id), 
	CONSTRAINT ck_equivalences_two_ends CHECK (from_competence_id <> to_competence_id), 
	CONSTRAINT ck_equivalences_ends_after_start CHECK (valid_until IS NULL OR valid_until >= valid_from), 
	CONSTRAINT fk_equivalences_from_competence_id FOREIGN KEY(from_competence_id) REFERENCES competences (id), 
	CONSTRAINT fk_equivalences_to_competence_id FOREIGN KEY(to_competence_id) REFERENCES competences (id), 
	CONSTRAINT uq_equivalences_from_competence_id_to_competence_id_valid_from UNIQUE (from_competence_id, to_competence_id, valid_from), 
	CONSTRAINT ck_equivalences_extent CHECK (extent IN ('full', 'knowledge_only', 'with_top_up'))
);
INSERT INTO "equivalences" VALUES(1,38,37,'full','','2024-01-01',NULL,'Dorset training leads','The framework itself: a higher level contains the lower',0);
INSERT INTO "equivalences" VALUES(2,40,39,'full','','2024-01-01',NULL,'Dorset training leads','The framework itself: a higher level contains the lower',0);
INSERT INTO "equivalences" VALUES(3,48,47,'full','','2024-01-01',NULL,'Dorset training leads','The framework itself: a higher level contains the lower',0);
CREATE TABLE frameworks (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	checked BOOLEAN NOT NULL, 
	CONSTRAINT pk_frameworks PRIMARY KEY (id), 
	CONSTRAINT uq_frameworks_code UNIQUE (code)
);
INSERT INTO "frameworks" VALUES(1,'care_certificate','Care Certificate','Skills for Care and Skills for Health, Care Certificate standards, 2025',1);
INSERT INTO "frameworks" VALUES(2,'county','County competences for health and care','County working group, draft for demonstration',0);
INSERT INTO "frameworks" VALUES(3,'cstf','Core Skills Training Framework, England','Skills for Health, Core Skills Training Framework, England; periods as trusts publish them',0);
INSERT INTO "frameworks" VALUES(4,'delegated','Delegated healthcare activities','Adult Social Care Workforce Data Set, kinds of delegated healthcare activity; review period by the county',0);
INSERT INTO "frameworks" VALUES(6,'ST0005','Adult care worker (ST0005)','County''s own words for demonstration, not the published text',0);
INSERT INTO "frameworks" VALUES(7,'ST0216','Healthcare support worker (ST0216)','County''s own words for demonstration, not the published text',0);
INSERT INTO "frameworks" VALUES(8,'ST0006','Lead adult care worker (ST0006)','County''s own words for demonstration, not the published text',0);
CREATE TABLE history_entries (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	place VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	started_on DATE NOT NULL, 
	ended_on DATE NOT NULL, 
	reason_for_leaving VARCHAR NOT NULL, 
	with_vulnerable_people BOOLEAN NOT NULL, 
	CONSTRAINT pk_history_entries PRIMARY KEY (id), 
	CONSTRAINT ck_history_entries_ends_after_start CHECK (ended_on >= started_on), 
	CONSTRAINT fk_history_entries_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT ck_history_entries_historykind CHECK (kind IN ('job', 'education', 'other'))
);
INSERT INTO "history_entries" VALUES(1,1,'job','kept','kept','2026-11-30','2026-11-30','kept',0);
CREATE TABLE invitations (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	invited_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_invitations PRIMARY KEY (id), 
	CONSTRAINT fk_invitations_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash)
);
INSERT INTO "invitations" VALUES(1,1,'kept','2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL);
CREATE TABLE job_roles (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	family VARCHAR NOT NULL, 
	register VARCHAR(40), 
	register_part VARCHAR NOT NULL, 
	works_with_children BOOLEAN NOT NULL, 
	gives_care BOOLEAN NOT NULL, 
	CONSTRAINT pk_job_roles PRIMARY KEY (id), 
	CONSTRAINT uq_job_roles_code UNIQUE (code), 
	CONSTRAINT ck_job_roles_register CHECK (register IN ('nmc', 'hcpc', 'swe', 'gmc', 'gphc'))
);
INSERT INTO "job_roles" VALUES(1,'registered_nurse','Registered nurse','Registered nurses','nmc','adult nurse',0,1);
INSERT INTO "job_roles" VALUES(2,'childrens_nurse','Children’s community nurse','Registered nurses','nmc','children’s nurse',1,1);
INSERT INTO "job_roles" VALUES(3,'nursing_associate','Nursing associate','Nursing associates and support workers','nmc','nursing associate',0,1);
INSERT INTO "job_roles" VALUES(6,'reablement_worker','Reablement worker','Reablement and home care',NULL,'',0,1);
INSERT INTO "job_roles" VALUES(7,'care_worker','Care worker','Reablement and home care',NULL,'',0,1);
INSERT INTO "job_roles" VALUES(16,'administrator','Administrator','Management and administration',NULL,'',0,0);
INSERT INTO "job_roles" VALUES(17,'manager','Manager','Management and administration',NULL,'',0,0);
CREATE TABLE jobs (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	attempt INTEGER NOT NULL, 
	queued_at DATETIME NOT NULL, 
	lease_ends_at DATETIME, 
	finished_at DATETIME, 
	error VARCHAR NOT NULL, 
	CONSTRAINT pk_jobs PRIMARY KEY (id), 
	CONSTRAINT ck_jobs_jobstatus CHECK (status IN ('queued', 'running', 'done', 'failed'))
);
INSERT INTO "jobs" VALUES(1,'kept','{"kept": 1}','queued',1,'2026-11-30 09:00:00.000000',NULL,NULL,'kept');
CREATE TABLE learning_entries (
	id INTEGER NOT NULL, 
	apprenticeship_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	learning_min INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	added_by_account_id INTEGER, 
	confirmed_at DATETIME, 
	confirmed_by_account_id INTEGER, 
	CONSTRAINT pk_learning_entries PRIMARY KEY (id), 
	CONSTRAINT ck_learning_entries_learning_min CHECK (learning_min BETWEEN 1 AND 1440), 
	CONSTRAINT fk_learning_entries_added_by_account_id FOREIGN KEY(added_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_learning_entries_apprenticeship_id FOREIGN KEY(apprenticeship_id) REFERENCES apprenticeships (id), 
	CONSTRAINT fk_learning_entries_confirmed_by_account_id FOREIGN KEY(confirmed_by_account_id) REFERENCES accounts (id)
);
INSERT INTO "learning_entries" VALUES(1,1,'2026-05-04',255,'Shadowed the district nurse on visits',46,'2026-05-09 11:00:00.000000',4);
INSERT INTO "learning_entries" VALUES(2,1,'2026-05-11',270,'Workbook: dignity and consent',46,'2026-05-16 11:00:00.000000',4);
INSERT INTO "learning_entries" VALUES(3,1,'2026-05-18',270,'Practised moving and handling with the trainer',46,'2026-05-23 11:00:00.000000',4);
CREATE TABLE leaves (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	first_on DATE NOT NULL, 
	last_on DATE NOT NULL, 
	starts TIME, 
	ends TIME, 
	note VARCHAR NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_at DATETIME, 
	decided_by_account_id INTEGER, 
	answer VARCHAR NOT NULL, 
	CONSTRAINT pk_leaves PRIMARY KEY (id), 
	CONSTRAINT ck_leaves_part_of_one_day CHECK ((starts IS NULL) = (ends IS NULL) AND (starts IS NULL OR starts < ends) AND (starts IS NULL OR first_on = last_on)), 
	CONSTRAINT ck_leaves_ends_after_start CHECK (last_on >= first_on), 
	CONSTRAINT fk_leaves_decided_by_account_id FOREIGN KEY(decided_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_leaves_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT ck_leaves_leavekind CHECK (kind IN ('annual', 'study', 'sickness', 'maternity', 'other')), 
	CONSTRAINT ck_leaves_leavestatus CHECK (status IN ('asked', 'agreed', 'declined', 'withdrawn'))
);
INSERT INTO "leaves" VALUES(1,27,'sickness','2026-07-07','2026-07-08',NULL,NULL,'','agreed','2026-07-07 06:00:00.000000','2026-07-08 12:00:00.000000',1,'');
INSERT INTO "leaves" VALUES(2,27,'annual','2026-07-27','2026-08-02',NULL,NULL,'','agreed','2026-05-18 06:00:00.000000','2026-05-19 12:00:00.000000',1,'');
INSERT INTO "leaves" VALUES(3,27,'annual','2026-09-21','2026-09-27',NULL,NULL,'','agreed','2026-07-13 06:00:00.000000','2026-07-14 12:00:00.000000',1,'');
CREATE TABLE neighbourhoods (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	population INTEGER, 
	population_source VARCHAR NOT NULL, 
	CONSTRAINT pk_neighbourhoods PRIMARY KEY (id), 
	CONSTRAINT uq_neighbourhoods_name UNIQUE (name)
);
INSERT INTO "neighbourhoods" VALUES(1,'Weymouth and Portland','Dorset',66000,'Population of its towns, rounded, from memory, unchecked');
INSERT INTO "neighbourhoods" VALUES(2,'Purbeck','Dorset',35000,'Population of its towns, rounded, from memory, unchecked');
INSERT INTO "neighbourhoods" VALUES(3,'Mid Dorset','Dorset',45000,'Population of its towns, rounded, from memory, unchecked');
CREATE TABLE organisations (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	sector VARCHAR(40) NOT NULL, 
	code VARCHAR, 
	code_source VARCHAR NOT NULL, 
	is_fictional BOOLEAN NOT NULL, 
	full_time_week_min INTEGER NOT NULL, 
	averaging_weeks INTEGER NOT NULL, 
	CONSTRAINT pk_organisations PRIMARY KEY (id), 
	CONSTRAINT uq_organisations_code UNIQUE (code), 
	CONSTRAINT uq_organisations_mark UNIQUE (mark), 
	CONSTRAINT uq_organisations_name UNIQUE (name), 
	CONSTRAINT ck_organisations_organisationkind CHECK (kind IN ('trust', 'community_trust', 'ambulance_trust', 'board', 'council', 'practice', 'home_care', 'care_home', 'training_provider')), 
	CONSTRAINT ck_organisations_sector CHECK (sector IN ('health', 'care'))
);
INSERT INTO "organisations" VALUES(1,'Dorset HealthCare University NHS Foundation Trust','DHC','community_trust','health','RDY','ODS',0,2250,17);
INSERT INTO "organisations" VALUES(2,'Dorset County Hospital NHS Foundation Trust','DCH','trust','health','RBD','ODS',0,2250,17);
INSERT INTO "organisations" VALUES(3,'University Hospitals Dorset NHS Foundation Trust','UHD','trust','health','R0D','ODS',0,2250,17);
INSERT INTO "organisations" VALUES(4,'Dorset Council','DC','council','care','E06000059','GSS, from memory, unchecked',0,2220,17);
INSERT INTO "organisations" VALUES(5,'Bournemouth, Christchurch and Poole Council','BCP','council','care','E06000058','GSS, from memory, unchecked',0,2220,17);
INSERT INTO "organisations" VALUES(7,'Kingfisher Home Care','Kingf','home_care','care',NULL,'',1,2250,17);
INSERT INTO "organisations" VALUES(8,'Harbour Lights Nursing Home','Harbour','care_home','care',NULL,'',1,2250,26);
INSERT INTO "organisations" VALUES(12,'NHS Dorset Integrated Care Board','ICB','board','health','QVV','ODS',0,2250,17);
INSERT INTO "organisations" VALUES(13,'Weymouth and Kingston Maurward College','WeyCol','training_provider','care',NULL,'',0,2250,17);
INSERT INTO "organisations" VALUES(14,'Bournemouth and Poole College','BPCol','training_provider','care',NULL,'',0,2250,17);
CREATE TABLE passport_counter (
	id INTEGER NOT NULL, 
	given_out INTEGER NOT NULL, 
	CONSTRAINT pk_passport_counter PRIMARY KEY (id)
);
INSERT INTO "passport_counter" VALUES(1,1);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	passport_number VARCHAR NOT NULL, 
	given_name VARCHAR NOT NULL, 
	family_name VARCHAR NOT NULL, 
	born_on DATE NOT NULL, 
	email VARCHAR, 
	phone VARCHAR NOT NULL, 
	is_fictional BOOLEAN NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT uq_people_passport_number UNIQUE (passport_number)
);
INSERT INTO "people" VALUES(1,'D482719366','Maria','Encombe','2000-07-20','maria.encombe@dorset.example','01632 960936',1);
INSERT INTO "people" VALUES(2,'D559262571','Helen','Marsh','1975-04-20','helen.marsh@dorset.example','01632 960257',1);
INSERT INTO "people" VALUES(3,'D635805781','Imogen','Fairey','1967-10-06','imogen.fairey@dorset.example','01632 960578',1);
INSERT INTO "people" VALUES(4,'D712348994','Moira','Stickland','1962-12-11','moira.stickland@dorset.example','01632 960899',1);
INSERT INTO "people" VALUES(5,'D788892206','Rose','Hardy','1968-02-18','rose.hardy@dorset.example','01632 960220',1);
INSERT INTO "people" VALUES(9,'D095065041','Sunita','Mathew','1989-05-24','sunita.mathew@dorset.example','01632 960504',1);
INSERT INTO "people" VALUES(13,'D401237888','Nathan','Stone','1982-05-31','nathan.stone@dorset.example','01632 960788',1);
INSERT INTO "people" VALUES(27,'D472842822','Karen','Stone','1995-02-20','karen.stone@dorset.example','01632 960282',1);
INSERT INTO "people" VALUES(28,'D549386035','Tom','Hallett','2001-10-15','tom.hallett@dorset.example','01632 960603',1);
INSERT INTO "people" VALUES(29,'D625929245','Fiona','Hann','1983-07-20','fiona.hann@dorset.example','01632 960924',1);
INSERT INTO "people" VALUES(30,'D702472457','Marek','Zielinski','1960-03-22','marek.zielinski@dorset.example','01632 960245',1);
INSERT INTO "people" VALUES(31,'D779015668','Josie','Legg','1985-09-13','josie.legg@dorset.example','01632 960566',1);
INSERT INTO "people" VALUES(32,'D855558870','Owen','Samways','1972-10-17','owen.samways@dorset.example','01632 960887',1);
INSERT INTO "people" VALUES(34,'D008645293','Priya','Nair','2001-08-23','priya.nair@dorset.example','01632 960529',1);
INSERT INTO "people" VALUES(36,'D161731716','Grace','Adeyemi','1992-04-17','grace.adeyemi@dorset.example','01632 960171',1);
INSERT INTO "people" VALUES(40,'D467904553','Dean','Lovell','1977-08-18','dean.lovell@dorset.example','01632 960455',1);
INSERT INTO "people" VALUES(41,'D544447766','Anita','Rai','1970-12-29','anita.rai@dorset.example','01632 960776',1);
INSERT INTO "people" VALUES(46,'D927163816','Jordan','Meech','2009-10-10','jordan.meech@dorset.example','01632 960381',1);
INSERT INTO "people" VALUES(70,'D764200853','Laura','Langdown','1996-09-24','laura.langdown@dorset.example','01632 960085',1);
INSERT INTO "people" VALUES(71,'D840744064','Gary','Langdown','2007-03-03','gary.langdown@dorset.example','01632 960406',1);
INSERT INTO "people" VALUES(87,'D065435422','Rosie','Churchill','1994-12-30','rosie.churchill@dorset.example','01632 960542',1);
INSERT INTO "people" VALUES(91,'D371608266','Magda','Nowak','1961-02-22','magda.nowak@dorset.example','01632 960826',1);
INSERT INTO "people" VALUES(134,'D662966290','Vicky','Norris','1978-11-14','vicky.norris@dorset.example','01632 960629',1);
INSERT INTO "people" VALUES(206,'D174077412','Barbara','Dominey','1962-04-01','barbara.dominey@dorset.example','01632 960741',1);
INSERT INTO "people" VALUES(272,'D225929272','Owen','Frampton','1996-08-27','owen.frampton@dorset.example','01632 960927',1);
CREATE TABLE placements (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	employment_id INTEGER NOT NULL, 
	host_organisation_id INTEGER NOT NULL, 
	team_id INTEGER, 
	job_role_id INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	description VARCHAR NOT NULL, 
	asked_on DATE NOT NULL, 
	employer_agreed_on DATE, 
	person_agreed_on DATE, 
	host_accepted_on DATE, 
	closed_on DATE, 
	closed_because VARCHAR NOT NULL, 
	CONSTRAINT pk_placements PRIMARY KEY (id), 
	CONSTRAINT ck_placements_ends_after_start CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_placements_employment_id FOREIGN KEY(employment_id) REFERENCES employments (id), 
	CONSTRAINT fk_placements_host_organisation_id FOREIGN KEY(host_organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_placements_job_role_id FOREIGN KEY(job_role_id) REFERENCES job_roles (id), 
	CONSTRAINT fk_placements_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_placements_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT ck_placements_placementstatus CHECK (status IN ('asked', 'employer_agreed', 'person_agreed', 'active', 'declined', 'ended'))
);
INSERT INTO "placements" VALUES(1,30,41,1,1,1,'2026-07-06','2027-08-14','active','Shifts of the Weymouth and Portland team','2026-05-27','2026-05-30','2026-06-01','2026-06-05',NULL,'');
INSERT INTO "placements" VALUES(2,31,42,1,1,1,'2026-07-06','2027-08-14','active','Shifts of the Weymouth and Portland team','2026-05-27','2026-05-30','2026-06-01','2026-06-05',NULL,'');
INSERT INTO "placements" VALUES(3,32,44,1,1,1,'2026-07-06','2027-08-14','active','Shifts of the Weymouth and Portland team','2026-05-27','2026-05-30','2026-06-01','2026-06-05',NULL,'');
CREATE TABLE proposals (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	vacancy_placement_id INTEGER NOT NULL, 
	position_id INTEGER, 
	token_hash VARCHAR NOT NULL, 
	proposed_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	starts_on DATE NOT NULL, 
	week_min INTEGER NOT NULL, 
	message VARCHAR NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	decided_at DATETIME, 
	CONSTRAINT pk_proposals PRIMARY KEY (id), 
	CONSTRAINT ck_proposals_holds_position CHECK ((status IN ('open', 'accepted')) = (position_id IS NOT NULL)), 
	CONSTRAINT ck_proposals_expires_after_proposal CHECK (expires_at > proposed_at), 
	CONSTRAINT fk_proposals_application_id FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT fk_proposals_position FOREIGN KEY(vacancy_placement_id, position_id) REFERENCES vacancy_positions (vacancy_placement_id, id), 
	CONSTRAINT fk_proposals_vacancy_placement_id FOREIGN KEY(vacancy_placement_id) REFERENCES vacancy_placements (id), 
	CONSTRAINT uq_proposals_position_id UNIQUE (position_id), 
	CONSTRAINT uq_proposals_token_hash UNIQUE (token_hash), 
	CONSTRAINT ck_proposals_proposalstatus CHECK (status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn'))
);
INSERT INTO "proposals" VALUES(1,14,3,12,'170e5137c1833c825e227964033ee7c444cb7f431223b435cddaf9b37353bb5c','2026-11-28 09:00:00.000000','2026-12-05 23:59:00.000000','2027-01-18',1800,'We would be glad to have you. Tell us if the start does not suit.','open',NULL);
INSERT INTO "proposals" VALUES(2,15,5,19,'0a648c323a41bf0b5bce50d4b2bef3f5df560b78afad7dfcd34e147771af9e2a','2026-11-28 09:00:00.000000','2026-12-05 23:59:00.000000','2027-01-18',1800,'We would be glad to have you. Tell us if the start does not suit.','open',NULL);
INSERT INTO "proposals" VALUES(3,16,3,11,'02a8a1bea4dd20eb55f73ce79b4e03a1f9ba2533b024b6bdc5b285a11b160745','2026-11-28 09:00:00.000000','2026-12-05 23:59:00.000000','2027-01-18',1800,'We would be glad to have you. Tell us if the start does not suit.','accepted','2026-11-30 00:00:00.000000');
CREATE TABLE registrations (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	part VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	conditions VARCHAR NOT NULL, 
	registered_on DATE, 
	expires_on DATE, 
	revalidation_due_on DATE, 
	verified_on DATE, 
	verified_by_account_id INTEGER, 
	verified_by_organisation_id INTEGER, 
	CONSTRAINT pk_registrations PRIMARY KEY (id), 
	CONSTRAINT fk_registrations_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_registrations_verified_by_account_id FOREIGN KEY(verified_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_registrations_verified_by_organisation_id FOREIGN KEY(verified_by_organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_registrations_register_number UNIQUE (register, number), 
	CONSTRAINT ck_registrations_register CHECK (register IN ('nmc', 'hcpc', 'swe', 'gmc', 'gphc')), 
	CONSTRAINT ck_registrations_registrationstatus CHECK (status IN ('awaiting', 'registered', 'conditions', 'suspended', 'lapsed'))
);
INSERT INTO "registrations" VALUES(1,5,'nmc','adult nurse','10Z0004X','registered','','1997-09-20','2027-09-02','2027-09-02','2026-09-22',2,1);
INSERT INTO "registrations" VALUES(2,9,'nmc','adult nurse','10Z0008X','registered','','2010-09-20','2027-08-04','2028-08-03','2026-11-21',2,1);
INSERT INTO "registrations" VALUES(3,13,'hcpc','occupational therapist','ZZ000012','registered','','2003-09-20','2027-07-20',NULL,'2026-10-16',2,1);
CREATE TABLE review_signatures (
	id INTEGER NOT NULL, 
	review_id INTEGER NOT NULL, 
	party VARCHAR(40) NOT NULL, 
	name VARCHAR NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by_account_id INTEGER, 
	CONSTRAINT pk_review_signatures PRIMARY KEY (id), 
	CONSTRAINT fk_review_signatures_recorded_by_account_id FOREIGN KEY(recorded_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_review_signatures_review_id FOREIGN KEY(review_id) REFERENCES reviews (id), 
	CONSTRAINT uq_review_signatures_review_id_party UNIQUE (review_id, party), 
	CONSTRAINT ck_review_signatures_party CHECK (party IN ('apprentice', 'employer', 'provider'))
);
INSERT INTO "review_signatures" VALUES(1,1,'apprentice','Jordan Meech','2026-07-17',NULL);
INSERT INTO "review_signatures" VALUES(2,1,'employer','Anita Rai','2026-07-17',NULL);
INSERT INTO "review_signatures" VALUES(3,1,'provider','Lin Foster','2026-07-17',NULL);
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	apprenticeship_id INTEGER NOT NULL, 
	due_on DATE NOT NULL, 
	held_on DATE NOT NULL, 
	agreed VARCHAR NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (id), 
	CONSTRAINT fk_reviews_apprenticeship_id FOREIGN KEY(apprenticeship_id) REFERENCES apprenticeships (id), 
	CONSTRAINT uq_reviews_apprenticeship_id_held_on UNIQUE (apprenticeship_id, held_on)
);
INSERT INTO "reviews" VALUES(1,1,'2026-07-25','2026-07-17','To shadow the evening run twice');
INSERT INTO "reviews" VALUES(2,1,'2026-10-09','2026-10-01','Evidence for two more skills by the next review');
INSERT INTO "reviews" VALUES(3,2,'2026-08-08','2026-07-31','Evidence for two more skills by the next review');
CREATE TABLE rota_changes (
	id INTEGER NOT NULL, 
	rota_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	was VARCHAR NOT NULL, 
	became VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	changed_by_account_id INTEGER, 
	notice_min INTEGER NOT NULL, 
	CONSTRAINT pk_rota_changes PRIMARY KEY (id), 
	CONSTRAINT fk_rota_changes_changed_by_account_id FOREIGN KEY(changed_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_rota_changes_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_rota_changes_rota_id FOREIGN KEY(rota_id) REFERENCES rotas (id)
);
INSERT INTO "rota_changes" VALUES(1,1,1,'2026-11-30','kept','kept','kept','2026-11-30 09:00:00.000000',NULL,1);
CREATE TABLE rota_edits (
	id INTEGER NOT NULL, 
	rota_id INTEGER NOT NULL, 
	account_id INTEGER, 
	person_id INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	was_shift_template_id INTEGER, 
	was_locked BOOLEAN NOT NULL, 
	became_shift_template_id INTEGER, 
	became_locked BOOLEAN NOT NULL, 
	edited_at DATETIME NOT NULL, 
	undone_at DATETIME, 
	CONSTRAINT pk_rota_edits PRIMARY KEY (id), 
	CONSTRAINT fk_rota_edits_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_rota_edits_became_shift_template_id FOREIGN KEY(became_shift_template_id) REFERENCES shift_templates (id), 
	CONSTRAINT fk_rota_edits_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_rota_edits_rota_id FOREIGN KEY(rota_id) REFERENCES rotas (id) ON DELETE CASCADE, 
	CONSTRAINT fk_rota_edits_was_shift_template_id FOREIGN KEY(was_shift_template_id) REFERENCES shift_templates (id)
);
INSERT INTO "rota_edits" VALUES(1,1,NULL,1,'2026-11-30',NULL,0,NULL,0,'2026-11-30 09:00:00.000000',NULL);
CREATE TABLE rotas (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	version INTEGER NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	saved_at DATETIME NOT NULL, 
	published_at DATETIME, 
	published_by_account_id INTEGER, 
	revision INTEGER NOT NULL, 
	short_notice_reason VARCHAR NOT NULL, 
	score JSON NOT NULL, 
	CONSTRAINT pk_rotas PRIMARY KEY (id), 
	CONSTRAINT ck_rotas_ends_after_start CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_rotas_published_by_account_id FOREIGN KEY(published_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_rotas_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT uq_rotas_team_id_starts_on_version UNIQUE (team_id, starts_on, version), 
	CONSTRAINT ck_rotas_rotastatus CHECK (status IN ('draft', 'published', 'closed'))
);
INSERT INTO "rotas" VALUES(1,1,'2026-07-06','2026-08-02',1,'published','2026-05-15 08:00:00.000000','2026-05-21 06:00:00.000000','2026-05-21 08:00:00.000000',1,0,'','{}');
INSERT INTO "rotas" VALUES(2,1,'2026-08-03','2026-08-30',1,'published','2026-06-12 08:00:00.000000','2026-06-18 06:00:00.000000','2026-06-18 08:00:00.000000',1,0,'','{}');
INSERT INTO "rotas" VALUES(3,1,'2026-08-31','2026-09-27',1,'published','2026-07-10 08:00:00.000000','2026-07-16 06:00:00.000000','2026-07-16 08:00:00.000000',1,0,'','{}');
CREATE TABLE run_snapshots (
	run_id INTEGER NOT NULL, 
	size JSON NOT NULL, 
	best_rows JSON NOT NULL, 
	short_days JSON NOT NULL, 
	dear JSON NOT NULL, 
	CONSTRAINT pk_run_snapshots PRIMARY KEY (run_id), 
	CONSTRAINT fk_run_snapshots_run_id FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "run_snapshots" VALUES(1,'{"kept": 1}','{"kept": 1}','{"kept": 1}','{"kept": 1}');
CREATE TABLE run_steps (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	best INTEGER, 
	bound INTEGER, 
	unfilled INTEGER, 
	phase VARCHAR NOT NULL, 
	amounts JSON NOT NULL, 
	CONSTRAINT pk_run_steps PRIMARY KEY (id), 
	CONSTRAINT fk_run_steps_run_id FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "run_steps" VALUES(1,1,1,NULL,NULL,NULL,'kept','{"kept": 1}');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	from_rota_id INTEGER, 
	rota_id INTEGER, 
	job_id INTEGER NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	seed INTEGER NOT NULL, 
	seconds_max INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by_account_id INTEGER, 
	started_at DATETIME, 
	ended_at DATETIME, 
	stop_asked_at DATETIME, 
	stop_keep BOOLEAN NOT NULL, 
	best INTEGER, 
	bound INTEGER, 
	message VARCHAR NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id), 
	CONSTRAINT ck_runs_ends_after_start CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_runs_asked_by_account_id FOREIGN KEY(asked_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_runs_from_rota_id FOREIGN KEY(from_rota_id) REFERENCES rotas (id), 
	CONSTRAINT fk_runs_job_id FOREIGN KEY(job_id) REFERENCES jobs (id), 
	CONSTRAINT fk_runs_rota_id FOREIGN KEY(rota_id) REFERENCES rotas (id), 
	CONSTRAINT fk_runs_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT ck_runs_runstatus CHECK (status IN ('queued', 'running', 'finished', 'stopped', 'infeasible', 'failed'))
);
INSERT INTO "runs" VALUES(1,1,'2026-11-30','2026-11-30',NULL,NULL,1,'queued',1,1,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,'kept');
CREATE TABLE shift_templates (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	site_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	starts TIME NOT NULL, 
	ends TIME NOT NULL, 
	break_min INTEGER NOT NULL, 
	retired_on DATE, 
	CONSTRAINT pk_shift_templates PRIMARY KEY (id), 
	CONSTRAINT ck_shift_templates_break_min CHECK (break_min >= 0), 
	CONSTRAINT fk_shift_templates_site_id FOREIGN KEY(site_id) REFERENCES sites (id), 
	CONSTRAINT fk_shift_templates_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT ck_shift_templates_shiftkind CHECK (kind IN ('early', 'late', 'long_day', 'night', 'twilight', 'visiting_run', 'day'))
);
INSERT INTO "shift_templates" VALUES(1,1,2,'E','Early','early','07:00:00.000000','15:00:00.000000',30,NULL);
INSERT INTO "shift_templates" VALUES(2,1,2,'L','Late','late','13:30:00.000000','21:30:00.000000',30,NULL);
INSERT INTO "shift_templates" VALUES(3,1,2,'LD','Long day','long_day','07:00:00.000000','19:30:00.000000',60,NULL);
INSERT INTO "shift_templates" VALUES(4,1,2,'N','Night','night','21:00:00.000000','07:30:00.000000',30,NULL);
INSERT INTO "shift_templates" VALUES(5,1,3,'T','Twilight','twilight','17:00:00.000000','22:00:00.000000',0,NULL);
CREATE TABLE sign_in_attempts (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id)
);
INSERT INTO "sign_in_attempts" VALUES(1,'kept','2026-11-30 09:00:00.000000');
CREATE TABLE sites (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	neighbourhood_id INTEGER, 
	name VARCHAR NOT NULL, 
	town VARCHAR NOT NULL, 
	is_fictional BOOLEAN NOT NULL, 
	CONSTRAINT pk_sites PRIMARY KEY (id), 
	CONSTRAINT fk_sites_neighbourhood_id FOREIGN KEY(neighbourhood_id) REFERENCES neighbourhoods (id), 
	CONSTRAINT fk_sites_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);
INSERT INTO "sites" VALUES(1,1,NULL,'Sentinel House','Poole',0);
INSERT INTO "sites" VALUES(2,1,1,'Westhaven Hospital','Weymouth',0);
INSERT INTO "sites" VALUES(3,1,1,'Portland Hospital','Portland',0);
INSERT INTO "sites" VALUES(4,1,2,'Wareham Hospital','Wareham',0);
INSERT INTO "sites" VALUES(14,4,1,'Weymouth reablement base','Weymouth',1);
INSERT INTO "sites" VALUES(15,4,2,'Purbeck reablement base','Wareham',1);
INSERT INTO "sites" VALUES(22,7,2,'Kingfisher Home Care, Swanage','Swanage',1);
INSERT INTO "sites" VALUES(23,8,1,'Harbour Lights Nursing Home','Weymouth',1);
CREATE TABLE standards (
	id INTEGER NOT NULL, 
	ref VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	typical_months INTEGER NOT NULL, 
	published_hours INTEGER, 
	framework_id INTEGER, 
	source VARCHAR NOT NULL, 
	checked BOOLEAN NOT NULL, 
	CONSTRAINT pk_standards PRIMARY KEY (id), 
	CONSTRAINT ck_standards_published_hours CHECK (published_hours IS NULL OR published_hours > 0), 
	CONSTRAINT fk_standards_framework_id FOREIGN KEY(framework_id) REFERENCES frameworks (id), 
	CONSTRAINT uq_standards_ref_version UNIQUE (ref, version)
);
INSERT INTO "standards" VALUES(1,'ST0005','2.0',2,'Adult care worker',12,300,6,'Skills England, apprenticeship standard ST0005: minimum hours for compliance',1);
INSERT INTO "standards" VALUES(2,'ST0005','1.3',2,'Adult care worker',12,300,6,'Skills England, apprenticeship standard ST0005: minimum hours for compliance',1);
INSERT INTO "standards" VALUES(3,'ST0216','1.3',2,'Healthcare support worker',12,278,7,'Demonstration value, not the published one',0);
INSERT INTO "standards" VALUES(4,'ST0006','',3,'Lead adult care worker',18,390,8,'Demonstration value, not the published one',0);
CREATE TABLE team_members (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	employment_id INTEGER NOT NULL, 
	week_min INTEGER NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	CONSTRAINT pk_team_members PRIMARY KEY (id), 
	CONSTRAINT ck_team_members_leaves_after_joining CHECK (left_on IS NULL OR left_on >= joined_on), 
	CONSTRAINT ck_team_members_week_min CHECK (week_min BETWEEN 0 AND 10080), 
	CONSTRAINT fk_team_members_employment_id FOREIGN KEY(employment_id) REFERENCES employments (id), 
	CONSTRAINT fk_team_members_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_team_members_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT uq_team_members_team_id_employment_id_joined_on UNIQUE (team_id, employment_id, joined_on)
);
INSERT INTO "team_members" VALUES(1,1,27,38,2250,'2026-07-06',NULL);
INSERT INTO "team_members" VALUES(2,1,28,39,2250,'2026-07-06',NULL);
INSERT INTO "team_members" VALUES(3,1,29,40,1800,'2026-07-06',NULL);
CREATE TABLE team_rules (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	rule VARCHAR NOT NULL, 
	hard BOOLEAN NOT NULL, 
	importance VARCHAR(40) NOT NULL, 
	parameters JSON NOT NULL, 
	CONSTRAINT pk_team_rules PRIMARY KEY (id), 
	CONSTRAINT fk_team_rules_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT uq_team_rules_team_id_rule UNIQUE (team_id, rule), 
	CONSTRAINT ck_team_rules_importance CHECK (importance IN ('most', 'a_lot', 'some', 'little', 'not_at_all'))
);
INSERT INTO "team_rules" VALUES(1,1,'kept',0,'most','{"kept": 1}');
CREATE TABLE team_sites (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	site_id INTEGER NOT NULL, 
	CONSTRAINT pk_team_sites PRIMARY KEY (id), 
	CONSTRAINT fk_team_sites_site_id FOREIGN KEY(site_id) REFERENCES sites (id), 
	CONSTRAINT fk_team_sites_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT uq_team_sites_team_id_site_id UNIQUE (team_id, site_id)
);
INSERT INTO "team_sites" VALUES(1,1,2);
INSERT INTO "team_sites" VALUES(2,1,3);
INSERT INTO "team_sites" VALUES(3,1,14);
CREATE TABLE teams (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	neighbourhood_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	CONSTRAINT pk_teams PRIMARY KEY (id), 
	CONSTRAINT fk_teams_neighbourhood_id FOREIGN KEY(neighbourhood_id) REFERENCES neighbourhoods (id), 
	CONSTRAINT fk_teams_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_teams_name UNIQUE (name)
);
INSERT INTO "teams" VALUES(1,'Weymouth and Portland',1,1);
INSERT INTO "teams" VALUES(2,'Purbeck',2,1);
INSERT INTO "teams" VALUES(3,'Mid Dorset',3,2);
CREATE TABLE training_records (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	competence_id INTEGER NOT NULL, 
	completed_on DATE NOT NULL, 
	provider VARCHAR NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	added_by_account_id INTEGER, 
	verified_on DATE, 
	verified_by_account_id INTEGER, 
	verified_by_organisation_id INTEGER, 
	withdrawn_on DATE, 
	withdrawn_why VARCHAR NOT NULL, 
	CONSTRAINT pk_training_records PRIMARY KEY (id), 
	CONSTRAINT ck_training_records_verified_by_someone CHECK (state <> 'verified' OR (verified_on IS NOT NULL AND verified_by_organisation_id IS NOT NULL)), 
	CONSTRAINT fk_training_records_added_by_account_id FOREIGN KEY(added_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_training_records_competence_id FOREIGN KEY(competence_id) REFERENCES competences (id), 
	CONSTRAINT fk_training_records_person_id FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_training_records_verified_by_account_id FOREIGN KEY(verified_by_account_id) REFERENCES accounts (id), 
	CONSTRAINT fk_training_records_verified_by_organisation_id FOREIGN KEY(verified_by_organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_training_records_person_id_competence_id_completed_on UNIQUE (person_id, competence_id, completed_on), 
	CONSTRAINT ck_training_records_trainingstate CHECK (state IN ('awaiting', 'verified', 'withdrawn'))
);
INSERT INTO "training_records" VALUES(1,1,33,'2026-06-04','elfh, e-learning','verified',NULL,'2026-06-07',2,1,NULL,'');
INSERT INTO "training_records" VALUES(2,1,34,'2025-11-29','elfh, e-learning','verified',NULL,'2025-12-02',2,1,NULL,'');
INSERT INTO "training_records" VALUES(3,1,35,'2026-03-14','Weymouth College, in a classroom','verified',NULL,'2026-03-17',2,1,NULL,'');
CREATE TABLE unavailabilities (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	first_on DATE NOT NULL, 
	last_on DATE, 
	weekday INTEGER, 
	starts TIME, 
	ends TIME, 
	CONSTRAINT pk_unavailabilities PRIMARY KEY (id), 
	CONSTRAINT ck_unavailabilities_part_of_a_day CHECK ((starts IS NULL) = (ends IS NULL) AND (starts IS NULL OR starts < ends)), 
	CONSTRAINT ck_unavailabilities_ends_after_start CHECK (last_on IS NULL OR last_on >= first_on), 
	CONSTRAINT ck_unavailabilities_weekday CHECK (weekday IS NULL OR weekday BETWEEN 0 AND 6), 
	CONSTRAINT fk_unavailabilities_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "unavailabilities" VALUES(1,1,'2026-11-30',NULL,NULL,NULL,NULL);
CREATE TABLE vacancies (
	id INTEGER NOT NULL, 
	reference VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	job_role_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	summary VARCHAR NOT NULL, 
	duties VARCHAR NOT NULL, 
	looking_for VARCHAR NOT NULL, 
	contact VARCHAR NOT NULL, 
	pay_from_pence INTEGER NOT NULL, 
	pay_to_pence INTEGER NOT NULL, 
	pay_unit VARCHAR(40) NOT NULL, 
	closes_on DATE NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	published_at DATETIME, 
	CONSTRAINT pk_vacancies PRIMARY KEY (id), 
	CONSTRAINT ck_vacancies_published CHECK (status NOT IN ('open', 'closed') OR published_at IS NOT NULL), 
	CONSTRAINT ck_vacancies_pay CHECK (pay_from_pence > 0 AND pay_to_pence >= pay_from_pence), 
	CONSTRAINT fk_vacancies_job_role_id FOREIGN KEY(job_role_id) REFERENCES job_roles (id), 
	CONSTRAINT fk_vacancies_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_vacancies_reference UNIQUE (reference), 
	CONSTRAINT ck_vacancies_employmentkind CHECK (kind IN ('permanent', 'fixed_term', 'bank', 'apprentice')), 
	CONSTRAINT ck_vacancies_payunit CHECK (pay_unit IN ('hour', 'year')), 
	CONSTRAINT ck_vacancies_vacancystatus CHECK (status IN ('draft', 'open', 'closed', 'withdrawn'))
);
INSERT INTO "vacancies" VALUES(1,'J-XJDNQ3','Care and support worker, Dorset',7,12,'permanent','One application, places in six teams. Tell us where and when suits you. No CV, no experience needed.','Help people wash, dress, eat and move, the way they like it
Notice when someone is not themselves, and say so
Write down what you did, on a phone
Learn skills that count in every hospital and care service in Dorset','Kindness, turning up, and wanting to learn. We ask about real situations, and your name is hidden until we have decided.','Call Imogen Fairey on 01632 960 417, weekdays 8am to 6pm',1292,1430,'hour','2026-12-15','open','2026-11-06 09:00:00.000000');
INSERT INTO "vacancies" VALUES(2,'J-PH825P','Registered nurse, neighbourhood teams',1,12,'permanent','One application for community, hospital and practice nursing across the county.','Care for people at home, in clinics and on community wards
Lead a shift and supervise support workers and apprentices
Teach and sign off skills that count at every employer','A current registration, or one that is due before you start. Newly registered nurses get a year of support.','Call Imogen Fairey on 01632 960 417, weekdays 8am to 6pm',1627,1980,'hour','2026-12-29','open','2026-11-24 09:00:00.000000');
INSERT INTO "vacancies" VALUES(3,'J-WMXHEY','Reablement worker, Poole and Christchurch',6,5,'permanent','Help people back to doing things for themselves after a stay in hospital.','Visit people at home for up to six weeks
Practise dressing, cooking and stairs with them
Say early when the plan does not fit','Patience and a good eye. We teach the rest.','Call the county recruitment team on 01632 960 418',1305,1347,'hour','2026-10-27','closed','2026-09-01 09:00:00.000000');
CREATE TABLE vacancy_placements (
	id INTEGER NOT NULL, 
	vacancy_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	team_id INTEGER, 
	site_id INTEGER, 
	title VARCHAR NOT NULL, 
	setting VARCHAR(40) NOT NULL, 
	hours_from_min INTEGER NOT NULL, 
	hours_to_min INTEGER NOT NULL, 
	pattern VARCHAR NOT NULL, 
	pay VARCHAR NOT NULL, 
	getting_there VARCHAR NOT NULL, 
	CONSTRAINT pk_vacancy_placements PRIMARY KEY (id), 
	CONSTRAINT ck_vacancy_placements_hours CHECK (hours_from_min > 0 AND hours_to_min >= hours_from_min), 
	CONSTRAINT ck_vacancy_placements_hours_in_a_week CHECK (hours_to_min <= 10080), 
	CONSTRAINT fk_vacancy_placements_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_vacancy_placements_site_id FOREIGN KEY(site_id) REFERENCES sites (id), 
	CONSTRAINT fk_vacancy_placements_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT fk_vacancy_placements_vacancy_id FOREIGN KEY(vacancy_id) REFERENCES vacancies (id), 
	CONSTRAINT ck_vacancy_placements_setting CHECK (setting IN ('homes', 'care_home', 'hospital', 'clinic', 'homes_and_clinic', 'office'))
);
INSERT INTO "vacancy_placements" VALUES(1,1,7,2,22,'Swanage home care and reablement','homes',1200,2220,'days and evenings, one weekend in two','£13.10 to £13.90','Car or bike');
INSERT INTO "vacancy_placements" VALUES(2,1,1,2,4,'Wareham community team','homes_and_clinic',1800,2250,'days, one weekend in three','Band 2: £12.92 to £13.40','Bus 40');
INSERT INTO "vacancy_placements" VALUES(3,1,4,2,15,'Purbeck reablement','homes',1320,2220,'early or late','Grade 5: £13.05 to £13.47','Car or bike');
INSERT INTO "vacancy_placements" VALUES(4,1,8,NULL,23,'Harbour Lights, nursing home','care_home',1440,2160,'days or nights','£13.00 to £13.60','Bus 1, train');
INSERT INTO "vacancy_placements" VALUES(5,1,1,1,2,'Weymouth and Portland rapid response','homes_and_clinic',2250,2250,'days, evenings, weekends','Band 3: £13.62 to £14.30','Car');
CREATE TABLE vacancy_positions (
	id INTEGER NOT NULL, 
	vacancy_placement_id INTEGER NOT NULL, 
	CONSTRAINT pk_vacancy_positions PRIMARY KEY (id), 
	CONSTRAINT fk_vacancy_positions_vacancy_placement_id FOREIGN KEY(vacancy_placement_id) REFERENCES vacancy_placements (id), 
	CONSTRAINT uq_vacancy_positions_vacancy_placement_id_id UNIQUE (vacancy_placement_id, id)
);
INSERT INTO "vacancy_positions" VALUES(1,1);
INSERT INTO "vacancy_positions" VALUES(2,1);
INSERT INTO "vacancy_positions" VALUES(3,1);
INSERT INTO "vacancy_positions" VALUES(11,3);
INSERT INTO "vacancy_positions" VALUES(12,3);
INSERT INTO "vacancy_positions" VALUES(19,5);
CREATE INDEX ix_application_attempts_key_at ON application_attempts ("key", at);
CREATE INDEX ix_audit_events_account_id ON audit_events (account_id);
CREATE INDEX ix_audit_events_action ON audit_events (action);
CREATE INDEX ix_audit_events_organisation_id ON audit_events (organisation_id);
CREATE INDEX ix_audit_events_person_id ON audit_events (person_id);
CREATE INDEX ix_jobs_status_lease_ends_at ON jobs (status, lease_ends_at);
CREATE INDEX ix_people_family_name ON people (family_name);
CREATE INDEX ix_sign_in_attempts_key_at ON sign_in_attempts ("key", at);
CREATE INDEX ix_acceptance_rules_job_role_id ON acceptance_rules (job_role_id);
CREATE INDEX ix_acceptance_rules_organisation_id ON acceptance_rules (organisation_id);
CREATE INDEX ix_acceptance_rules_sector ON acceptance_rules (sector);
CREATE INDEX ix_competences_framework_id ON competences (framework_id);
CREATE INDEX ix_employments_job_role_id ON employments (job_role_id);
CREATE INDEX ix_employments_organisation_id ON employments (organisation_id);
CREATE INDEX ix_employments_person_id ON employments (person_id);
CREATE INDEX ix_history_entries_person_id ON history_entries (person_id);
CREATE INDEX ix_sites_neighbourhood_id ON sites (neighbourhood_id);
CREATE INDEX ix_sites_organisation_id ON sites (organisation_id);
CREATE INDEX ix_teams_neighbourhood_id ON teams (neighbourhood_id);
CREATE INDEX ix_teams_organisation_id ON teams (organisation_id);
CREATE INDEX ix_unavailabilities_person_id_first_on ON unavailabilities (person_id, first_on);
CREATE INDEX ix_vacancies_job_role_id ON vacancies (job_role_id);
CREATE INDEX ix_vacancies_organisation_id ON vacancies (organisation_id);
CREATE INDEX ix_vacancies_status_closes_on ON vacancies (status, closes_on);
CREATE INDEX ix_account_grants_account_id ON account_grants (account_id);
CREATE INDEX ix_account_grants_organisation_id ON account_grants (organisation_id);
CREATE INDEX ix_account_grants_team_id ON account_grants (team_id);
CREATE INDEX ix_account_sessions_account_id ON account_sessions (account_id);
CREATE INDEX ix_applications_vacancy_id_status ON applications (vacancy_id, status);
CREATE INDEX ix_apprenticeships_organisation_id ON apprenticeships (organisation_id);
CREATE INDEX ix_apprenticeships_standard_id ON apprenticeships (standard_id);
CREATE INDEX ix_assessments_assessor_person_id ON assessments (assessor_person_id);
CREATE INDEX ix_assessments_competence_id ON assessments (competence_id);
CREATE INDEX ix_assessments_organisation_id ON assessments (organisation_id);
CREATE INDEX ix_assessments_person_id_competence_id ON assessments (person_id, competence_id);
CREATE INDEX ix_assessor_rights_organisation_id ON assessor_rights (organisation_id);
CREATE INDEX ix_assessor_rights_person_id ON assessor_rights (person_id);
CREATE UNIQUE INDEX ix_checks_one_awaiting ON checks (person_id, kind, organisation_id) WHERE state = 'awaiting';
CREATE UNIQUE INDEX ix_checks_one_verified ON checks (person_id, kind, organisation_id) WHERE state = 'verified';
CREATE INDEX ix_checks_organisation_id_state_expires_on ON checks (organisation_id, state, expires_on);
CREATE INDEX ix_checks_person_id ON checks (person_id);
CREATE INDEX ix_equivalences_to_competence_id ON equivalences (to_competence_id);
CREATE INDEX ix_invitations_account_id ON invitations (account_id);
CREATE INDEX ix_leaves_person_id_first_on ON leaves (person_id, first_on);
CREATE INDEX ix_placements_employment_id ON placements (employment_id);
CREATE INDEX ix_placements_host_organisation_id ON placements (host_organisation_id);
CREATE INDEX ix_placements_person_id ON placements (person_id);
CREATE INDEX ix_placements_team_id ON placements (team_id);
CREATE INDEX ix_registrations_person_id ON registrations (person_id);
CREATE UNIQUE INDEX ix_rotas_one_published ON rotas (team_id, starts_on) WHERE status = 'published';
CREATE UNIQUE INDEX ix_shift_templates_code_in_use ON shift_templates (team_id, code) WHERE retired_on IS NULL;
CREATE INDEX ix_team_members_employment_id ON team_members (employment_id);
CREATE INDEX ix_team_members_person_id ON team_members (person_id);
CREATE INDEX ix_team_members_team_id ON team_members (team_id);
CREATE INDEX ix_training_records_competence_id ON training_records (competence_id);
CREATE INDEX ix_training_records_state ON training_records (state);
CREATE INDEX ix_vacancy_placements_organisation_id ON vacancy_placements (organisation_id);
CREATE INDEX ix_vacancy_placements_site_id ON vacancy_placements (site_id);
CREATE INDEX ix_vacancy_placements_team_id ON vacancy_placements (team_id);
CREATE INDEX ix_vacancy_placements_vacancy_id ON vacancy_placements (vacancy_id);
CREATE INDEX ix_application_choices_vacancy_placement_id ON application_choices (vacancy_placement_id);
CREATE INDEX ix_assignments_person_id_on_date ON assignments (person_id, on_date);
CREATE INDEX ix_breaks_in_learning_apprenticeship_id ON breaks_in_learning (apprenticeship_id);
CREATE INDEX ix_demands_shift_template_id ON demands (shift_template_id);
CREATE INDEX ix_learning_entries_apprenticeship_id_on_day ON learning_entries (apprenticeship_id, on_day);
CREATE INDEX ix_rota_changes_person_id ON rota_changes (person_id);
CREATE INDEX ix_rota_changes_rota_id ON rota_changes (rota_id);
CREATE INDEX ix_rota_edits_rota_id_account_id ON rota_edits (rota_id, account_id);
CREATE INDEX ix_runs_team_id ON runs (team_id);
CREATE INDEX ix_bookings_organisation_id ON bookings (organisation_id);
CREATE INDEX ix_bookings_person_id_ends_at ON bookings (person_id, ends_at);
CREATE INDEX ix_bookings_person_id_starts_at ON bookings (person_id, starts_at);
CREATE INDEX ix_proposals_application_id ON proposals (application_id);
CREATE INDEX ix_proposals_vacancy_placement_id ON proposals (vacancy_placement_id);
CREATE UNIQUE INDEX uq_proposals_application_id ON proposals (application_id) WHERE status IN ('open', 'accepted');
CREATE INDEX ix_run_steps_run_id_at_ms ON run_steps (run_id, at_ms);
CREATE TRIGGER bookings_no_double_booking_insert BEFORE INSERT ON bookings BEGIN 
    SELECT RAISE(ABORT, 'bookings_two_days_at_most')
    WHERE julianday(NEW.ends_at) - julianday(NEW.starts_at) > 2;
    SELECT RAISE(ABORT, 'bookings_no_double_booking')
    WHERE EXISTS (
        SELECT 1 FROM bookings other
        WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
          AND other.ends_at > NEW.starts_at AND other.starts_at < NEW.ends_at
          -- No booking lasts longer than two days, so that the search stays within the index.
          AND other.starts_at > datetime(NEW.starts_at, '-2 days')
    );
 END;
CREATE TRIGGER bookings_no_double_booking_update BEFORE UPDATE OF person_id, starts_at, ends_at ON bookings BEGIN 
    SELECT RAISE(ABORT, 'bookings_two_days_at_most')
    WHERE julianday(NEW.ends_at) - julianday(NEW.starts_at) > 2;
    SELECT RAISE(ABORT, 'bookings_no_double_booking')
    WHERE EXISTS (
        SELECT 1 FROM bookings other
        WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
          AND other.ends_at > NEW.starts_at AND other.starts_at < NEW.ends_at
          -- No booking lasts longer than two days, so that the search stays within the index.
          AND other.starts_at > datetime(NEW.starts_at, '-2 days')
    );
 END;
COMMIT;
