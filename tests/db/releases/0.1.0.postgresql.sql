
SELECT pg_catalog.set_config('search_path', '', false);
COMMENT ON SCHEMA public IS '';
CREATE TABLE public.acceptance_rules (
    id integer NOT NULL,
    organisation_id integer,
    sector character varying(40),
    applies_to character varying(40) NOT NULL,
    job_role_id integer,
    key character varying NOT NULL,
    kind character varying(40) NOT NULL,
    code character varying NOT NULL,
    label character varying NOT NULL,
    need character varying NOT NULL,
    why character varying NOT NULL,
    conditions json NOT NULL,
    closed_by character varying NOT NULL,
    lead_days integer NOT NULL,
    waives boolean NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    source character varying NOT NULL,
    checked boolean NOT NULL,
    CONSTRAINT ck_acceptance_rules_employer_or_sector CHECK (((organisation_id IS NULL) <> (sector IS NULL))),
    CONSTRAINT ck_acceptance_rules_ends_after_start CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
    CONSTRAINT ck_acceptance_rules_evidencekind CHECK (((kind)::text = ANY ((ARRAY['check'::character varying, 'registration'::character varying, 'training'::character varying, 'competence'::character varying])::text[]))),
    CONSTRAINT ck_acceptance_rules_lead_days CHECK ((lead_days >= 0)),
    CONSTRAINT ck_acceptance_rules_rolegroup CHECK (((applies_to)::text = ANY ((ARRAY['everyone'::character varying, 'registered'::character varying, 'with_children'::character varying, 'gives_care'::character varying])::text[]))),
    CONSTRAINT ck_acceptance_rules_sector CHECK (((sector)::text = ANY ((ARRAY['health'::character varying, 'care'::character varying])::text[])))
);
CREATE SEQUENCE public.acceptance_rules_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.acceptance_rules_id_seq OWNED BY public.acceptance_rules.id;
CREATE TABLE public.account_grants (
    id integer NOT NULL,
    account_id integer NOT NULL,
    role character varying(40) NOT NULL,
    organisation_id integer,
    team_id integer,
    granted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT ck_account_grants_one_scope CHECK (((organisation_id IS NULL) OR (team_id IS NULL))),
    CONSTRAINT ck_account_grants_role CHECK (((role)::text = ANY ((ARRAY['staff'::character varying, 'team_lead'::character varying, 'verifier'::character varying, 'recruiter'::character varying, 'coordinator'::character varying, 'assessor'::character varying, 'organisation_administrator'::character varying, 'county_administrator'::character varying, 'auditor'::character varying])::text[])))
);
CREATE SEQUENCE public.account_grants_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_grants_id_seq OWNED BY public.account_grants.id;
CREATE TABLE public.account_sessions (
    id integer NOT NULL,
    account_id integer NOT NULL,
    token_hash character varying NOT NULL,
    started_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    device character varying NOT NULL
);
CREATE SEQUENCE public.account_sessions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_sessions_id_seq OWNED BY public.account_sessions.id;
CREATE TABLE public.accounts (
    id integer NOT NULL,
    email character varying NOT NULL,
    password_hash character varying NOT NULL,
    person_id integer,
    name character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT ck_accounts_email_lower CHECK (((email)::text = lower((email)::text)))
);
CREATE SEQUENCE public.accounts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.application_attempts (
    id integer NOT NULL,
    key character varying NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.application_attempts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.application_attempts_id_seq OWNED BY public.application_attempts.id;
CREATE TABLE public.application_choices (
    id integer NOT NULL,
    application_id integer NOT NULL,
    vacancy_placement_id integer NOT NULL,
    rank integer NOT NULL,
    CONSTRAINT ck_application_choices_rank CHECK ((rank >= 1))
);
CREATE SEQUENCE public.application_choices_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.application_choices_id_seq OWNED BY public.application_choices.id;
CREATE TABLE public.applications (
    id integer NOT NULL,
    reference character varying NOT NULL,
    vacancy_id integer NOT NULL,
    given_name character varying NOT NULL,
    family_name character varying NOT NULL,
    email character varying NOT NULL,
    phone character varying NOT NULL,
    passport_number character varying NOT NULL,
    right_to_work character varying(40) NOT NULL,
    answers json NOT NULL,
    takes_other_places boolean NOT NULL,
    status character varying(40) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    form_key character varying NOT NULL,
    decision_words character varying NOT NULL,
    decided_at timestamp with time zone,
    employment_id integer,
    CONSTRAINT ck_applications_applicationstatus CHECK (((status)::text = ANY ((ARRAY['submitted'::character varying, 'shortlisted'::character varying, 'not_taken'::character varying, 'placement_proposed'::character varying, 'accepted'::character varying, 'withdrawn'::character varying, 'hired'::character varying])::text[]))),
    CONSTRAINT ck_applications_hired_has_employment CHECK ((((status)::text = 'hired'::text) = (employment_id IS NOT NULL))),
    CONSTRAINT ck_applications_righttowork CHECK (((right_to_work)::text = ANY ((ARRAY['yes'::character varying, 'limited'::character varying, 'not_yet'::character varying])::text[])))
);
CREATE SEQUENCE public.applications_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.applications_id_seq OWNED BY public.applications.id;
CREATE TABLE public.apprenticeships (
    id integer NOT NULL,
    person_id integer NOT NULL,
    organisation_id integer NOT NULL,
    standard_id integer NOT NULL,
    provider_id integer NOT NULL,
    mentor_person_id integer,
    started_on date NOT NULL,
    planned_end_on date NOT NULL,
    week_min integer NOT NULL,
    prior_learning_min integer NOT NULL,
    english_maths character varying(40) NOT NULL,
    status character varying(40) NOT NULL,
    supervised_until date,
    employer_ready_on date,
    ended_on date,
    CONSTRAINT ck_apprenticeships_apprenticeshipstatus CHECK (((status)::text = ANY ((ARRAY['active'::character varying, 'gateway'::character varying, 'completed'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT ck_apprenticeships_ends_after_start CHECK ((planned_end_on > started_on)),
    CONSTRAINT ck_apprenticeships_englishmaths CHECK (((english_maths)::text = ANY ((ARRAY['held'::character varying, 'studying'::character varying, 'opted_out'::character varying, 'not_recorded'::character varying])::text[]))),
    CONSTRAINT ck_apprenticeships_prior_learning_min CHECK ((prior_learning_min >= 0)),
    CONSTRAINT ck_apprenticeships_week_min CHECK (((week_min >= 60) AND (week_min <= 10080)))
);
CREATE SEQUENCE public.apprenticeships_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.apprenticeships_id_seq OWNED BY public.apprenticeships.id;
CREATE TABLE public.assessments (
    id integer NOT NULL,
    person_id integer NOT NULL,
    competence_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    outcome character varying(40) NOT NULL,
    level character varying(40) NOT NULL,
    assessed_on date NOT NULL,
    assessor_person_id integer,
    organisation_id integer,
    note character varying NOT NULL,
    steps_seen json NOT NULL,
    revoked_at timestamp with time zone,
    revoked_why character varying NOT NULL,
    CONSTRAINT ck_assessments_assessmentkind CHECK (((kind)::text = ANY ((ARRAY['self_declared'::character varying, 'evidence'::character varying, 'observation'::character varying, 'sign_off'::character varying])::text[]))),
    CONSTRAINT ck_assessments_level CHECK (((level)::text = ANY ((ARRAY['with_supervision'::character varying, 'works_alone'::character varying])::text[]))),
    CONSTRAINT ck_assessments_never_oneself CHECK ((person_id <> assessor_person_id)),
    CONSTRAINT ck_assessments_outcome CHECK (((outcome)::text = ANY ((ARRAY['met'::character varying, 'not_yet'::character varying])::text[]))),
    CONSTRAINT ck_assessments_revoked_with_reason CHECK (((revoked_at IS NULL) OR ((revoked_why)::text <> ''::text))),
    CONSTRAINT ck_assessments_signed_by_someone CHECK ((((kind)::text <> 'sign_off'::text) OR (assessor_person_id IS NOT NULL)))
);
CREATE SEQUENCE public.assessments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assessments_id_seq OWNED BY public.assessments.id;
CREATE TABLE public.assessor_rights (
    id integer NOT NULL,
    person_id integer NOT NULL,
    organisation_id integer NOT NULL,
    competence_id integer,
    framework_id integer,
    valid_from date NOT NULL,
    valid_until date,
    CONSTRAINT ck_assessor_rights_ends_after_start CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
    CONSTRAINT ck_assessor_rights_one_subject CHECK (((competence_id IS NULL) <> (framework_id IS NULL)))
);
CREATE SEQUENCE public.assessor_rights_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assessor_rights_id_seq OWNED BY public.assessor_rights.id;
CREATE TABLE public.assignments (
    id integer NOT NULL,
    rota_id integer NOT NULL,
    person_id integer NOT NULL,
    shift_template_id integer NOT NULL,
    on_date date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    locked boolean NOT NULL,
    CONSTRAINT ck_assignments_ends_after_start CHECK ((ends_at > starts_at))
);
CREATE SEQUENCE public.assignments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assignments_id_seq OWNED BY public.assignments.id;
CREATE TABLE public.audit_events (
    id integer NOT NULL,
    sequence integer NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id integer,
    actor_name character varying NOT NULL,
    action character varying NOT NULL,
    subject_type character varying NOT NULL,
    subject_id integer,
    person_id integer,
    organisation_id integer,
    detail json NOT NULL,
    previous_hash character varying NOT NULL,
    hash character varying NOT NULL
);
CREATE SEQUENCE public.audit_events_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_events_id_seq OWNED BY public.audit_events.id;
CREATE TABLE public.audit_head (
    id integer NOT NULL,
    sequence integer NOT NULL,
    hash character varying NOT NULL
);
CREATE SEQUENCE public.audit_head_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_head_id_seq OWNED BY public.audit_head.id;
CREATE TABLE public.availability_requests (
    id integer NOT NULL,
    person_id integer NOT NULL,
    on_date date NOT NULL,
    wants_work boolean NOT NULL,
    shift_kind character varying(40),
    weight integer NOT NULL,
    note character varying NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_availability_requests_shift_kind_of_work CHECK ((wants_work OR (shift_kind IS NULL))),
    CONSTRAINT ck_availability_requests_shiftkind CHECK (((shift_kind)::text = ANY ((ARRAY['early'::character varying, 'late'::character varying, 'long_day'::character varying, 'night'::character varying, 'twilight'::character varying, 'visiting_run'::character varying, 'day'::character varying])::text[]))),
    CONSTRAINT ck_availability_requests_weight CHECK (((weight >= 1) AND (weight <= 3)))
);
CREATE SEQUENCE public.availability_requests_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.availability_requests_id_seq OWNED BY public.availability_requests.id;
CREATE TABLE public.bookings (
    id integer NOT NULL,
    person_id integer NOT NULL,
    organisation_id integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    work_min integer NOT NULL,
    label character varying NOT NULL,
    assignment_id integer,
    CONSTRAINT bookings_two_days_at_most CHECK (((ends_at - starts_at) <= '2 days'::interval)),
    CONSTRAINT ck_bookings_ends_after_start CHECK ((ends_at > starts_at)),
    CONSTRAINT ck_bookings_work_min CHECK ((work_min > 0))
);
CREATE SEQUENCE public.bookings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.bookings_id_seq OWNED BY public.bookings.id;
CREATE TABLE public.breaks_in_learning (
    id integer NOT NULL,
    apprenticeship_id integer NOT NULL,
    first_day date NOT NULL,
    last_day date,
    reason character varying NOT NULL,
    expected_back_on date,
    CONSTRAINT ck_breaks_in_learning_ends_after_start CHECK (((last_day IS NULL) OR (last_day >= first_day)))
);
CREATE SEQUENCE public.breaks_in_learning_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.breaks_in_learning_id_seq OWNED BY public.breaks_in_learning.id;
CREATE TABLE public.checks (
    id integer NOT NULL,
    person_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    state character varying(40) NOT NULL,
    organisation_id integer NOT NULL,
    asked_on date NOT NULL,
    note character varying NOT NULL,
    question character varying NOT NULL,
    answer character varying NOT NULL,
    method character varying(40),
    outcome character varying(40),
    verified_on date,
    verified_by_account_id integer,
    valid_from date,
    expires_on date,
    follow_up_on date,
    details json NOT NULL,
    withdrawn_on date,
    withdrawn_because character varying NOT NULL,
    CONSTRAINT ck_checks_checkkind CHECK (((kind)::text = ANY ((ARRAY['identity'::character varying, 'right_to_work'::character varying, 'registration_qualifications'::character varying, 'history_references'::character varying, 'criminal_record'::character varying, 'work_health'::character varying])::text[]))),
    CONSTRAINT ck_checks_checkmethod CHECK (((method)::text = ANY ((ARRAY['in_person'::character varying, 'live_video'::character varying, 'digital_provider'::character varying, 'online_service'::character varying, 'documents'::character varying, 'occupational_health'::character varying])::text[]))),
    CONSTRAINT ck_checks_checkoutcome CHECK (((outcome)::text = ANY ((ARRAY['met'::character varying, 'met_with_limits'::character varying, 'not_met'::character varying])::text[]))),
    CONSTRAINT ck_checks_checkstate CHECK (((state)::text = ANY ((ARRAY['awaiting'::character varying, 'verified'::character varying, 'withdrawn'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT ck_checks_expires_after_start CHECK (((expires_on IS NULL) OR (expires_on >= valid_from))),
    CONSTRAINT ck_checks_verified_says_when CHECK ((((state)::text <> 'verified'::text) OR ((verified_on IS NOT NULL) AND (valid_from IS NOT NULL) AND (outcome IS NOT NULL))))
);
CREATE SEQUENCE public.checks_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.checks_id_seq OWNED BY public.checks.id;
CREATE TABLE public.competences (
    id integer NOT NULL,
    framework_id integer NOT NULL,
    code character varying NOT NULL,
    title character varying NOT NULL,
    level character varying NOT NULL,
    kind character varying(40) NOT NULL,
    refresh_months integer,
    sectors json NOT NULL,
    steps json NOT NULL,
    "position" integer NOT NULL,
    valid_from date NOT NULL,
    source character varying NOT NULL,
    checked boolean NOT NULL,
    CONSTRAINT ck_competences_competencekind CHECK (((kind)::text = ANY ((ARRAY['training'::character varying, 'standard'::character varying, 'skill'::character varying, 'delegated'::character varying, 'ksb'::character varying])::text[]))),
    CONSTRAINT ck_competences_refresh_months CHECK (((refresh_months IS NULL) OR (refresh_months > 0)))
);
CREATE SEQUENCE public.competences_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.competences_id_seq OWNED BY public.competences.id;
CREATE TABLE public.demands (
    id integer NOT NULL,
    shift_template_id integer NOT NULL,
    weekday integer NOT NULL,
    job_role_id integer,
    competence_code character varying,
    minimum integer NOT NULL,
    wanted integer NOT NULL,
    CONSTRAINT ck_demands_wanted_at_least_minimum CHECK (((minimum >= 0) AND (wanted >= minimum))),
    CONSTRAINT ck_demands_weekday CHECK (((weekday >= 0) AND (weekday <= 7)))
);
CREATE SEQUENCE public.demands_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.demands_id_seq OWNED BY public.demands.id;
CREATE TABLE public.employments (
    id integer NOT NULL,
    person_id integer NOT NULL,
    organisation_id integer NOT NULL,
    job_role_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    title character varying NOT NULL,
    pay_band character varying NOT NULL,
    week_min integer NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    reason_for_leaving character varying NOT NULL,
    continuous_since date,
    opted_out_on date,
    pension_scheme character varying NOT NULL,
    CONSTRAINT ck_employments_employmentkind CHECK (((kind)::text = ANY ((ARRAY['permanent'::character varying, 'fixed_term'::character varying, 'bank'::character varying, 'apprentice'::character varying])::text[]))),
    CONSTRAINT ck_employments_ends_after_start CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT ck_employments_week_min CHECK (((week_min >= 0) AND (week_min <= 10080)))
);
CREATE SEQUENCE public.employments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.employments_id_seq OWNED BY public.employments.id;
CREATE TABLE public.equivalences (
    id integer NOT NULL,
    from_competence_id integer NOT NULL,
    to_competence_id integer NOT NULL,
    extent character varying(40) NOT NULL,
    condition character varying NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    agreed_by character varying NOT NULL,
    source character varying NOT NULL,
    checked boolean NOT NULL,
    CONSTRAINT ck_equivalences_ends_after_start CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
    CONSTRAINT ck_equivalences_extent CHECK (((extent)::text = ANY ((ARRAY['full'::character varying, 'knowledge_only'::character varying, 'with_top_up'::character varying])::text[]))),
    CONSTRAINT ck_equivalences_two_ends CHECK ((from_competence_id <> to_competence_id))
);
CREATE SEQUENCE public.equivalences_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.equivalences_id_seq OWNED BY public.equivalences.id;
CREATE TABLE public.frameworks (
    id integer NOT NULL,
    code character varying NOT NULL,
    title character varying NOT NULL,
    source character varying NOT NULL,
    checked boolean NOT NULL
);
CREATE SEQUENCE public.frameworks_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.frameworks_id_seq OWNED BY public.frameworks.id;
CREATE TABLE public.history_entries (
    id integer NOT NULL,
    person_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    place character varying NOT NULL,
    role character varying NOT NULL,
    started_on date NOT NULL,
    ended_on date NOT NULL,
    reason_for_leaving character varying NOT NULL,
    with_vulnerable_people boolean NOT NULL,
    CONSTRAINT ck_history_entries_ends_after_start CHECK ((ended_on >= started_on)),
    CONSTRAINT ck_history_entries_historykind CHECK (((kind)::text = ANY ((ARRAY['job'::character varying, 'education'::character varying, 'other'::character varying])::text[])))
);
CREATE SEQUENCE public.history_entries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.history_entries_id_seq OWNED BY public.history_entries.id;
CREATE TABLE public.invitations (
    id integer NOT NULL,
    account_id integer NOT NULL,
    token_hash character varying NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE SEQUENCE public.invitations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.invitations_id_seq OWNED BY public.invitations.id;
CREATE TABLE public.job_roles (
    id integer NOT NULL,
    code character varying NOT NULL,
    title character varying NOT NULL,
    family character varying NOT NULL,
    register character varying(40),
    register_part character varying NOT NULL,
    works_with_children boolean NOT NULL,
    gives_care boolean NOT NULL,
    CONSTRAINT ck_job_roles_register CHECK (((register)::text = ANY ((ARRAY['nmc'::character varying, 'hcpc'::character varying, 'swe'::character varying, 'gmc'::character varying, 'gphc'::character varying])::text[])))
);
CREATE SEQUENCE public.job_roles_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.job_roles_id_seq OWNED BY public.job_roles.id;
CREATE TABLE public.jobs (
    id integer NOT NULL,
    kind character varying NOT NULL,
    payload json NOT NULL,
    status character varying(40) NOT NULL,
    attempt integer NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    lease_ends_at timestamp with time zone,
    finished_at timestamp with time zone,
    error character varying NOT NULL,
    CONSTRAINT ck_jobs_jobstatus CHECK (((status)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying, 'done'::character varying, 'failed'::character varying])::text[])))
);
CREATE SEQUENCE public.jobs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.jobs_id_seq OWNED BY public.jobs.id;
CREATE TABLE public.learning_entries (
    id integer NOT NULL,
    apprenticeship_id integer NOT NULL,
    on_day date NOT NULL,
    learning_min integer NOT NULL,
    what character varying NOT NULL,
    added_by_account_id integer,
    confirmed_at timestamp with time zone,
    confirmed_by_account_id integer,
    CONSTRAINT ck_learning_entries_learning_min CHECK (((learning_min >= 1) AND (learning_min <= 1440)))
);
CREATE SEQUENCE public.learning_entries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.learning_entries_id_seq OWNED BY public.learning_entries.id;
CREATE TABLE public.leaves (
    id integer NOT NULL,
    person_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    starts time without time zone,
    ends time without time zone,
    note character varying NOT NULL,
    status character varying(40) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by_account_id integer,
    answer character varying NOT NULL,
    CONSTRAINT ck_leaves_ends_after_start CHECK ((last_on >= first_on)),
    CONSTRAINT ck_leaves_leavekind CHECK (((kind)::text = ANY ((ARRAY['annual'::character varying, 'study'::character varying, 'sickness'::character varying, 'maternity'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT ck_leaves_leavestatus CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'agreed'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT ck_leaves_part_of_one_day CHECK ((((starts IS NULL) = (ends IS NULL)) AND ((starts IS NULL) OR (starts < ends)) AND ((starts IS NULL) OR (first_on = last_on))))
);
CREATE SEQUENCE public.leaves_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.leaves_id_seq OWNED BY public.leaves.id;
CREATE TABLE public.neighbourhoods (
    id integer NOT NULL,
    name character varying NOT NULL,
    place character varying NOT NULL,
    population integer,
    population_source character varying NOT NULL
);
CREATE SEQUENCE public.neighbourhoods_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.neighbourhoods_id_seq OWNED BY public.neighbourhoods.id;
CREATE TABLE public.organisations (
    id integer NOT NULL,
    name character varying NOT NULL,
    mark character varying NOT NULL,
    kind character varying(40) NOT NULL,
    sector character varying(40) NOT NULL,
    code character varying,
    code_source character varying NOT NULL,
    is_fictional boolean NOT NULL,
    full_time_week_min integer NOT NULL,
    averaging_weeks integer NOT NULL,
    CONSTRAINT ck_organisations_organisationkind CHECK (((kind)::text = ANY ((ARRAY['trust'::character varying, 'community_trust'::character varying, 'ambulance_trust'::character varying, 'board'::character varying, 'council'::character varying, 'practice'::character varying, 'home_care'::character varying, 'care_home'::character varying, 'training_provider'::character varying])::text[]))),
    CONSTRAINT ck_organisations_sector CHECK (((sector)::text = ANY ((ARRAY['health'::character varying, 'care'::character varying])::text[])))
);
CREATE SEQUENCE public.organisations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.organisations_id_seq OWNED BY public.organisations.id;
CREATE TABLE public.passport_counter (
    id integer NOT NULL,
    given_out integer NOT NULL
);
CREATE SEQUENCE public.passport_counter_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.passport_counter_id_seq OWNED BY public.passport_counter.id;
CREATE TABLE public.people (
    id integer NOT NULL,
    passport_number character varying NOT NULL,
    given_name character varying NOT NULL,
    family_name character varying NOT NULL,
    born_on date NOT NULL,
    email character varying,
    phone character varying NOT NULL,
    is_fictional boolean NOT NULL
);
CREATE SEQUENCE public.people_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.people_id_seq OWNED BY public.people.id;
CREATE TABLE public.placements (
    id integer NOT NULL,
    person_id integer NOT NULL,
    employment_id integer NOT NULL,
    host_organisation_id integer NOT NULL,
    team_id integer,
    job_role_id integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    status character varying(40) NOT NULL,
    description character varying NOT NULL,
    asked_on date NOT NULL,
    employer_agreed_on date,
    person_agreed_on date,
    host_accepted_on date,
    closed_on date,
    closed_because character varying NOT NULL,
    CONSTRAINT ck_placements_ends_after_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT ck_placements_placementstatus CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'employer_agreed'::character varying, 'person_agreed'::character varying, 'active'::character varying, 'declined'::character varying, 'ended'::character varying])::text[])))
);
CREATE SEQUENCE public.placements_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.placements_id_seq OWNED BY public.placements.id;
CREATE TABLE public.proposals (
    id integer NOT NULL,
    application_id integer NOT NULL,
    vacancy_placement_id integer NOT NULL,
    position_id integer,
    token_hash character varying NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    starts_on date NOT NULL,
    week_min integer NOT NULL,
    message character varying NOT NULL,
    status character varying(40) NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT ck_proposals_expires_after_proposal CHECK ((expires_at > proposed_at)),
    CONSTRAINT ck_proposals_holds_position CHECK ((((status)::text = ANY ((ARRAY['open'::character varying, 'accepted'::character varying])::text[])) = (position_id IS NOT NULL))),
    CONSTRAINT ck_proposals_proposalstatus CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'accepted'::character varying, 'declined'::character varying, 'expired'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE SEQUENCE public.proposals_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.proposals_id_seq OWNED BY public.proposals.id;
CREATE TABLE public.registrations (
    id integer NOT NULL,
    person_id integer NOT NULL,
    register character varying(40) NOT NULL,
    part character varying NOT NULL,
    number character varying NOT NULL,
    status character varying(40) NOT NULL,
    conditions character varying NOT NULL,
    registered_on date,
    expires_on date,
    revalidation_due_on date,
    verified_on date,
    verified_by_account_id integer,
    verified_by_organisation_id integer,
    CONSTRAINT ck_registrations_register CHECK (((register)::text = ANY ((ARRAY['nmc'::character varying, 'hcpc'::character varying, 'swe'::character varying, 'gmc'::character varying, 'gphc'::character varying])::text[]))),
    CONSTRAINT ck_registrations_registrationstatus CHECK (((status)::text = ANY ((ARRAY['awaiting'::character varying, 'registered'::character varying, 'conditions'::character varying, 'suspended'::character varying, 'lapsed'::character varying])::text[])))
);
CREATE SEQUENCE public.registrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.registrations_id_seq OWNED BY public.registrations.id;
CREATE TABLE public.review_signatures (
    id integer NOT NULL,
    review_id integer NOT NULL,
    party character varying(40) NOT NULL,
    name character varying NOT NULL,
    signed_on date NOT NULL,
    recorded_by_account_id integer,
    CONSTRAINT ck_review_signatures_party CHECK (((party)::text = ANY ((ARRAY['apprentice'::character varying, 'employer'::character varying, 'provider'::character varying])::text[])))
);
CREATE SEQUENCE public.review_signatures_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.review_signatures_id_seq OWNED BY public.review_signatures.id;
CREATE TABLE public.reviews (
    id integer NOT NULL,
    apprenticeship_id integer NOT NULL,
    due_on date NOT NULL,
    held_on date NOT NULL,
    agreed character varying NOT NULL
);
CREATE SEQUENCE public.reviews_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reviews_id_seq OWNED BY public.reviews.id;
CREATE TABLE public.rota_changes (
    id integer NOT NULL,
    rota_id integer NOT NULL,
    person_id integer NOT NULL,
    on_date date NOT NULL,
    was character varying NOT NULL,
    became character varying NOT NULL,
    reason character varying NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_account_id integer,
    notice_min integer NOT NULL
);
CREATE SEQUENCE public.rota_changes_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rota_changes_id_seq OWNED BY public.rota_changes.id;
CREATE TABLE public.rota_edits (
    id integer NOT NULL,
    rota_id integer NOT NULL,
    account_id integer,
    person_id integer NOT NULL,
    on_date date NOT NULL,
    was_shift_template_id integer,
    was_locked boolean NOT NULL,
    became_shift_template_id integer,
    became_locked boolean NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone
);
CREATE SEQUENCE public.rota_edits_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rota_edits_id_seq OWNED BY public.rota_edits.id;
CREATE TABLE public.rotas (
    id integer NOT NULL,
    team_id integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    version integer NOT NULL,
    status character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    published_by_account_id integer,
    revision integer NOT NULL,
    short_notice_reason character varying NOT NULL,
    score json NOT NULL,
    CONSTRAINT ck_rotas_ends_after_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT ck_rotas_rotastatus CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'closed'::character varying])::text[])))
);
CREATE SEQUENCE public.rotas_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rotas_id_seq OWNED BY public.rotas.id;
CREATE TABLE public.run_snapshots (
    run_id integer NOT NULL,
    size json NOT NULL,
    best_rows json NOT NULL,
    short_days json NOT NULL,
    dear json NOT NULL
);
CREATE TABLE public.run_steps (
    id integer NOT NULL,
    run_id integer NOT NULL,
    at_ms integer NOT NULL,
    best integer,
    bound integer,
    unfilled integer,
    phase character varying NOT NULL,
    amounts json NOT NULL
);
CREATE SEQUENCE public.run_steps_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.run_steps_id_seq OWNED BY public.run_steps.id;
CREATE TABLE public.runs (
    id integer NOT NULL,
    team_id integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    from_rota_id integer,
    rota_id integer,
    job_id integer NOT NULL,
    status character varying(40) NOT NULL,
    seed integer NOT NULL,
    seconds_max integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by_account_id integer,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    stop_asked_at timestamp with time zone,
    stop_keep boolean NOT NULL,
    best integer,
    bound integer,
    message character varying NOT NULL,
    CONSTRAINT ck_runs_ends_after_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT ck_runs_runstatus CHECK (((status)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying, 'finished'::character varying, 'stopped'::character varying, 'infeasible'::character varying, 'failed'::character varying])::text[])))
);
CREATE SEQUENCE public.runs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.runs_id_seq OWNED BY public.runs.id;
CREATE TABLE public.shift_templates (
    id integer NOT NULL,
    team_id integer NOT NULL,
    site_id integer NOT NULL,
    code character varying NOT NULL,
    name character varying NOT NULL,
    kind character varying(40) NOT NULL,
    starts time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    break_min integer NOT NULL,
    retired_on date,
    CONSTRAINT ck_shift_templates_break_min CHECK ((break_min >= 0)),
    CONSTRAINT ck_shift_templates_shiftkind CHECK (((kind)::text = ANY ((ARRAY['early'::character varying, 'late'::character varying, 'long_day'::character varying, 'night'::character varying, 'twilight'::character varying, 'visiting_run'::character varying, 'day'::character varying])::text[])))
);
CREATE SEQUENCE public.shift_templates_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.shift_templates_id_seq OWNED BY public.shift_templates.id;
CREATE TABLE public.sign_in_attempts (
    id integer NOT NULL,
    key character varying NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.sign_in_attempts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sign_in_attempts_id_seq OWNED BY public.sign_in_attempts.id;
CREATE TABLE public.sites (
    id integer NOT NULL,
    organisation_id integer NOT NULL,
    neighbourhood_id integer,
    name character varying NOT NULL,
    town character varying NOT NULL,
    is_fictional boolean NOT NULL
);
CREATE SEQUENCE public.sites_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sites_id_seq OWNED BY public.sites.id;
CREATE TABLE public.standards (
    id integer NOT NULL,
    ref character varying NOT NULL,
    version character varying NOT NULL,
    level integer NOT NULL,
    title character varying NOT NULL,
    typical_months integer NOT NULL,
    published_hours integer,
    framework_id integer,
    source character varying NOT NULL,
    checked boolean NOT NULL,
    CONSTRAINT ck_standards_published_hours CHECK (((published_hours IS NULL) OR (published_hours > 0)))
);
CREATE SEQUENCE public.standards_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.standards_id_seq OWNED BY public.standards.id;
CREATE TABLE public.team_members (
    id integer NOT NULL,
    team_id integer NOT NULL,
    person_id integer NOT NULL,
    employment_id integer NOT NULL,
    week_min integer NOT NULL,
    joined_on date NOT NULL,
    left_on date,
    CONSTRAINT ck_team_members_leaves_after_joining CHECK (((left_on IS NULL) OR (left_on >= joined_on))),
    CONSTRAINT ck_team_members_week_min CHECK (((week_min >= 0) AND (week_min <= 10080)))
);
CREATE SEQUENCE public.team_members_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.team_members_id_seq OWNED BY public.team_members.id;
CREATE TABLE public.team_rules (
    id integer NOT NULL,
    team_id integer NOT NULL,
    rule character varying NOT NULL,
    hard boolean NOT NULL,
    importance character varying(40) NOT NULL,
    parameters json NOT NULL,
    CONSTRAINT ck_team_rules_importance CHECK (((importance)::text = ANY ((ARRAY['most'::character varying, 'a_lot'::character varying, 'some'::character varying, 'little'::character varying, 'not_at_all'::character varying])::text[])))
);
CREATE SEQUENCE public.team_rules_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.team_rules_id_seq OWNED BY public.team_rules.id;
CREATE TABLE public.team_sites (
    id integer NOT NULL,
    team_id integer NOT NULL,
    site_id integer NOT NULL
);
CREATE SEQUENCE public.team_sites_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.team_sites_id_seq OWNED BY public.team_sites.id;
CREATE TABLE public.teams (
    id integer NOT NULL,
    name character varying NOT NULL,
    neighbourhood_id integer NOT NULL,
    organisation_id integer NOT NULL
);
CREATE SEQUENCE public.teams_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.teams_id_seq OWNED BY public.teams.id;
CREATE TABLE public.training_records (
    id integer NOT NULL,
    person_id integer NOT NULL,
    competence_id integer NOT NULL,
    completed_on date NOT NULL,
    provider character varying NOT NULL,
    state character varying(40) NOT NULL,
    added_by_account_id integer,
    verified_on date,
    verified_by_account_id integer,
    verified_by_organisation_id integer,
    withdrawn_on date,
    withdrawn_why character varying NOT NULL,
    CONSTRAINT ck_training_records_trainingstate CHECK (((state)::text = ANY ((ARRAY['awaiting'::character varying, 'verified'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT ck_training_records_verified_by_someone CHECK ((((state)::text <> 'verified'::text) OR ((verified_on IS NOT NULL) AND (verified_by_organisation_id IS NOT NULL))))
);
CREATE SEQUENCE public.training_records_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.training_records_id_seq OWNED BY public.training_records.id;
CREATE TABLE public.unavailabilities (
    id integer NOT NULL,
    person_id integer NOT NULL,
    first_on date NOT NULL,
    last_on date,
    weekday integer,
    starts time without time zone,
    ends time without time zone,
    CONSTRAINT ck_unavailabilities_ends_after_start CHECK (((last_on IS NULL) OR (last_on >= first_on))),
    CONSTRAINT ck_unavailabilities_part_of_a_day CHECK ((((starts IS NULL) = (ends IS NULL)) AND ((starts IS NULL) OR (starts < ends)))),
    CONSTRAINT ck_unavailabilities_weekday CHECK (((weekday IS NULL) OR ((weekday >= 0) AND (weekday <= 6))))
);
CREATE SEQUENCE public.unavailabilities_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.unavailabilities_id_seq OWNED BY public.unavailabilities.id;
CREATE TABLE public.vacancies (
    id integer NOT NULL,
    reference character varying NOT NULL,
    title character varying NOT NULL,
    job_role_id integer NOT NULL,
    organisation_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    summary character varying NOT NULL,
    duties character varying NOT NULL,
    looking_for character varying NOT NULL,
    contact character varying NOT NULL,
    pay_from_pence integer NOT NULL,
    pay_to_pence integer NOT NULL,
    pay_unit character varying(40) NOT NULL,
    closes_on date NOT NULL,
    status character varying(40) NOT NULL,
    published_at timestamp with time zone,
    CONSTRAINT ck_vacancies_employmentkind CHECK (((kind)::text = ANY ((ARRAY['permanent'::character varying, 'fixed_term'::character varying, 'bank'::character varying, 'apprentice'::character varying])::text[]))),
    CONSTRAINT ck_vacancies_pay CHECK (((pay_from_pence > 0) AND (pay_to_pence >= pay_from_pence))),
    CONSTRAINT ck_vacancies_payunit CHECK (((pay_unit)::text = ANY ((ARRAY['hour'::character varying, 'year'::character varying])::text[]))),
    CONSTRAINT ck_vacancies_published CHECK ((((status)::text <> ALL ((ARRAY['open'::character varying, 'closed'::character varying])::text[])) OR (published_at IS NOT NULL))),
    CONSTRAINT ck_vacancies_vacancystatus CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'open'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE SEQUENCE public.vacancies_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.vacancies_id_seq OWNED BY public.vacancies.id;
CREATE TABLE public.vacancy_placements (
    id integer NOT NULL,
    vacancy_id integer NOT NULL,
    organisation_id integer NOT NULL,
    team_id integer,
    site_id integer,
    title character varying NOT NULL,
    setting character varying(40) NOT NULL,
    hours_from_min integer NOT NULL,
    hours_to_min integer NOT NULL,
    pattern character varying NOT NULL,
    pay character varying NOT NULL,
    getting_there character varying NOT NULL,
    CONSTRAINT ck_vacancy_placements_hours CHECK (((hours_from_min > 0) AND (hours_to_min >= hours_from_min))),
    CONSTRAINT ck_vacancy_placements_hours_in_a_week CHECK ((hours_to_min <= 10080)),
    CONSTRAINT ck_vacancy_placements_setting CHECK (((setting)::text = ANY ((ARRAY['homes'::character varying, 'care_home'::character varying, 'hospital'::character varying, 'clinic'::character varying, 'homes_and_clinic'::character varying, 'office'::character varying])::text[])))
);
CREATE SEQUENCE public.vacancy_placements_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.vacancy_placements_id_seq OWNED BY public.vacancy_placements.id;
CREATE TABLE public.vacancy_positions (
    id integer NOT NULL,
    vacancy_placement_id integer NOT NULL
);
CREATE SEQUENCE public.vacancy_positions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.vacancy_positions_id_seq OWNED BY public.vacancy_positions.id;
ALTER TABLE ONLY public.acceptance_rules ALTER COLUMN id SET DEFAULT nextval('public.acceptance_rules_id_seq'::regclass);
ALTER TABLE ONLY public.account_grants ALTER COLUMN id SET DEFAULT nextval('public.account_grants_id_seq'::regclass);
ALTER TABLE ONLY public.account_sessions ALTER COLUMN id SET DEFAULT nextval('public.account_sessions_id_seq'::regclass);
ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);
ALTER TABLE ONLY public.application_attempts ALTER COLUMN id SET DEFAULT nextval('public.application_attempts_id_seq'::regclass);
ALTER TABLE ONLY public.application_choices ALTER COLUMN id SET DEFAULT nextval('public.application_choices_id_seq'::regclass);
ALTER TABLE ONLY public.applications ALTER COLUMN id SET DEFAULT nextval('public.applications_id_seq'::regclass);
ALTER TABLE ONLY public.apprenticeships ALTER COLUMN id SET DEFAULT nextval('public.apprenticeships_id_seq'::regclass);
ALTER TABLE ONLY public.assessments ALTER COLUMN id SET DEFAULT nextval('public.assessments_id_seq'::regclass);
ALTER TABLE ONLY public.assessor_rights ALTER COLUMN id SET DEFAULT nextval('public.assessor_rights_id_seq'::regclass);
ALTER TABLE ONLY public.assignments ALTER COLUMN id SET DEFAULT nextval('public.assignments_id_seq'::regclass);
ALTER TABLE ONLY public.audit_events ALTER COLUMN id SET DEFAULT nextval('public.audit_events_id_seq'::regclass);
ALTER TABLE ONLY public.audit_head ALTER COLUMN id SET DEFAULT nextval('public.audit_head_id_seq'::regclass);
ALTER TABLE ONLY public.availability_requests ALTER COLUMN id SET DEFAULT nextval('public.availability_requests_id_seq'::regclass);
ALTER TABLE ONLY public.bookings ALTER COLUMN id SET DEFAULT nextval('public.bookings_id_seq'::regclass);
ALTER TABLE ONLY public.breaks_in_learning ALTER COLUMN id SET DEFAULT nextval('public.breaks_in_learning_id_seq'::regclass);
ALTER TABLE ONLY public.checks ALTER COLUMN id SET DEFAULT nextval('public.checks_id_seq'::regclass);
ALTER TABLE ONLY public.competences ALTER COLUMN id SET DEFAULT nextval('public.competences_id_seq'::regclass);
ALTER TABLE ONLY public.demands ALTER COLUMN id SET DEFAULT nextval('public.demands_id_seq'::regclass);
ALTER TABLE ONLY public.employments ALTER COLUMN id SET DEFAULT nextval('public.employments_id_seq'::regclass);
ALTER TABLE ONLY public.equivalences ALTER COLUMN id SET DEFAULT nextval('public.equivalences_id_seq'::regclass);
ALTER TABLE ONLY public.frameworks ALTER COLUMN id SET DEFAULT nextval('public.frameworks_id_seq'::regclass);
ALTER TABLE ONLY public.history_entries ALTER COLUMN id SET DEFAULT nextval('public.history_entries_id_seq'::regclass);
ALTER TABLE ONLY public.invitations ALTER COLUMN id SET DEFAULT nextval('public.invitations_id_seq'::regclass);
ALTER TABLE ONLY public.job_roles ALTER COLUMN id SET DEFAULT nextval('public.job_roles_id_seq'::regclass);
ALTER TABLE ONLY public.jobs ALTER COLUMN id SET DEFAULT nextval('public.jobs_id_seq'::regclass);
ALTER TABLE ONLY public.learning_entries ALTER COLUMN id SET DEFAULT nextval('public.learning_entries_id_seq'::regclass);
ALTER TABLE ONLY public.leaves ALTER COLUMN id SET DEFAULT nextval('public.leaves_id_seq'::regclass);
ALTER TABLE ONLY public.neighbourhoods ALTER COLUMN id SET DEFAULT nextval('public.neighbourhoods_id_seq'::regclass);
ALTER TABLE ONLY public.organisations ALTER COLUMN id SET DEFAULT nextval('public.organisations_id_seq'::regclass);
ALTER TABLE ONLY public.passport_counter ALTER COLUMN id SET DEFAULT nextval('public.passport_counter_id_seq'::regclass);
ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);
ALTER TABLE ONLY public.placements ALTER COLUMN id SET DEFAULT nextval('public.placements_id_seq'::regclass);
ALTER TABLE ONLY public.proposals ALTER COLUMN id SET DEFAULT nextval('public.proposals_id_seq'::regclass);
ALTER TABLE ONLY public.registrations ALTER COLUMN id SET DEFAULT nextval('public.registrations_id_seq'::regclass);
ALTER TABLE ONLY public.review_signatures ALTER COLUMN id SET DEFAULT nextval('public.review_signatures_id_seq'::regclass);
ALTER TABLE ONLY public.reviews ALTER COLUMN id SET DEFAULT nextval('public.reviews_id_seq'::regclass);
ALTER TABLE ONLY public.rota_changes ALTER COLUMN id SET DEFAULT nextval('public.rota_changes_id_seq'::regclass);
ALTER TABLE ONLY public.rota_edits ALTER COLUMN id SET DEFAULT nextval('public.rota_edits_id_seq'::regclass);
ALTER TABLE ONLY public.rotas ALTER COLUMN id SET DEFAULT nextval('public.rotas_id_seq'::regclass);
ALTER TABLE ONLY public.run_steps ALTER COLUMN id SET DEFAULT nextval('public.run_steps_id_seq'::regclass);
ALTER TABLE ONLY public.runs ALTER COLUMN id SET DEFAULT nextval('public.runs_id_seq'::regclass);
ALTER TABLE ONLY public.shift_templates ALTER COLUMN id SET DEFAULT nextval('public.shift_templates_id_seq'::regclass);
ALTER TABLE ONLY public.sign_in_attempts ALTER COLUMN id SET DEFAULT nextval('public.sign_in_attempts_id_seq'::regclass);
ALTER TABLE ONLY public.sites ALTER COLUMN id SET DEFAULT nextval('public.sites_id_seq'::regclass);
ALTER TABLE ONLY public.standards ALTER COLUMN id SET DEFAULT nextval('public.standards_id_seq'::regclass);
ALTER TABLE ONLY public.team_members ALTER COLUMN id SET DEFAULT nextval('public.team_members_id_seq'::regclass);
ALTER TABLE ONLY public.team_rules ALTER COLUMN id SET DEFAULT nextval('public.team_rules_id_seq'::regclass);
ALTER TABLE ONLY public.team_sites ALTER COLUMN id SET DEFAULT nextval('public.team_sites_id_seq'::regclass);
ALTER TABLE ONLY public.teams ALTER COLUMN id SET DEFAULT nextval('public.teams_id_seq'::regclass);
ALTER TABLE ONLY public.training_records ALTER COLUMN id SET DEFAULT nextval('public.training_records_id_seq'::regclass);
ALTER TABLE ONLY public.unavailabilities ALTER COLUMN id SET DEFAULT nextval('public.unavailabilities_id_seq'::regclass);
ALTER TABLE ONLY public.vacancies ALTER COLUMN id SET DEFAULT nextval('public.vacancies_id_seq'::regclass);
ALTER TABLE ONLY public.vacancy_placements ALTER COLUMN id SET DEFAULT nextval('public.vacancy_placements_id_seq'::regclass);
ALTER TABLE ONLY public.vacancy_positions ALTER COLUMN id SET DEFAULT nextval('public.vacancy_positions_id_seq'::regclass);
INSERT INTO public.acceptance_rules VALUES (1, NULL, 'care', 'everyone', NULL, 'identity', 'check', 'identity', 'Identity', 'Your documents seen by an employer', '', '{}', 'you, then your employer', 2, false, '2025-01-01', NULL, 'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 19 and schedule 3', false);
INSERT INTO public.acceptance_rules VALUES (2, NULL, 'care', 'everyone', NULL, 'identity.photo', 'check', 'identity', 'A recent photo', 'A photo taken in the last 12 months', 'Care providers must keep a recent photo with proof of identity. Hospitals do not have to.', '{"photo_max_age_months": 12}', 'you, then your employer', 1, false, '2025-01-01', NULL, 'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 19 and schedule 3', false);
INSERT INTO public.acceptance_rules VALUES (3, NULL, 'care', 'everyone', NULL, 'right_to_work', 'check', 'right_to_work', 'Right to work', 'A right to work in the United Kingdom that has not run out', '', '{}', 'you, then your employer', 2, false, '2025-01-01', NULL, 'Immigration, Asylum and Nationality Act 2006, section 15', false);
INSERT INTO public.account_grants VALUES (1, 2, 'verifier', 1, NULL, '2026-05-14 09:00:00+00', NULL);
INSERT INTO public.account_grants VALUES (2, 3, 'recruiter', NULL, NULL, '2026-05-14 09:00:00+00', NULL);
INSERT INTO public.account_grants VALUES (3, 4, 'coordinator', NULL, NULL, '2026-05-14 09:00:00+00', NULL);
INSERT INTO public.account_sessions VALUES (1, 1, 'kept', '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, 'kept');
INSERT INTO public.accounts VALUES (1, 'lead@dorset.example', '$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI', 1, 'Maria Encombe', '2026-02-03 09:00:00+00', NULL);
INSERT INTO public.accounts VALUES (2, 'verifier@dorset.example', '$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI', 2, 'Helen Marsh', '2026-02-03 09:00:00+00', NULL);
INSERT INTO public.accounts VALUES (3, 'recruiter@dorset.example', '$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI', 3, 'Imogen Fairey', '2026-02-03 09:00:00+00', NULL);
INSERT INTO public.accounts VALUES (4, 'coordinator@dorset.example', '$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI', 4, 'Moira Stickland', '2026-02-03 09:00:00+00', NULL);
INSERT INTO public.accounts VALUES (46, 'jordan.meech@dorset.example', '$argon2id$v=19$m=19456,t=2,p=1$+6Yidsc6elLQyhcA3Xhz9Q$3SSWjtXw+Yb8mKAH6RGG2kvzKjCtMe2VCme7tRNtNqI', 46, 'Jordan Meech', '2026-02-03 09:00:00+00', NULL);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.application_attempts VALUES (1, 'kept', '2026-11-30 09:00:00+00');
INSERT INTO public.application_choices VALUES (1, 1, 1, 1);
INSERT INTO public.application_choices VALUES (2, 2, 4, 1);
INSERT INTO public.application_choices VALUES (3, 2, 5, 2);
INSERT INTO public.applications VALUES (1, 'A-DGK9P4', 1, 'Neil', 'Bascombe', 'neil.bascombe@mail.example', '01632 960113', '', 'limited', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "My neighbour fell on the stairs. I sat with her, rang her daughter and stayed until the ambulance came.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would say who I am, sit down a little way off, and ask whether I should come back in ten minutes.", "You notice that something is not right, and nobody else has said so. What would you do?": "I would say it to whoever is in charge, and write it down. If nothing happened I would say it again."}', false, 'submitted', '2026-11-13 06:00:00+00', 'demonstration-2', '', NULL, NULL);
INSERT INTO public.applications VALUES (2, 'A-GCHMDX', 1, 'Eleanor', 'Guy', 'eleanor.guy@mail.example', '01632 960075', '', 'limited', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}', false, 'submitted', '2026-11-24 06:00:00+00', 'demonstration-3', '', NULL, NULL);
INSERT INTO public.applications VALUES (3, 'A-4G4M4Z', 1, 'Chinedu', 'Adeyemi', 'chinedu.adeyemi@mail.example', '01632 960432', '', 'limited', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}', true, 'submitted', '2026-11-13 06:00:00+00', 'demonstration-4', '', NULL, NULL);
INSERT INTO public.applications VALUES (14, 'A-5HK3WV', 1, 'Sharon', 'Mead', 'sharon.mead@mail.example', '01632 960805', '', 'yes', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}', false, 'placement_proposed', '2026-11-25 06:00:00+00', 'demonstration-15', '', '2026-11-27 06:00:00+00', NULL);
INSERT INTO public.applications VALUES (15, 'A-CEVU3Q', 1, 'Caroline', 'Allner', 'caroline.allner@mail.example', '01632 960683', '', 'yes', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "I looked after my grandad for two years. He hated being washed, so we did it to his music.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would ask what has upset her. Perhaps somebody before me was in a hurry.", "You notice that something is not right, and nobody else has said so. What would you do?": "Ask the person first whether they are all right, then tell my supervisor the same day."}', true, 'placement_proposed', '2026-11-28 06:00:00+00', 'demonstration-16', '', '2026-11-30 06:00:00+00', NULL);
INSERT INTO public.applications VALUES (16, 'A-YZUTUJ', 1, 'Kerry', 'Dyer', 'kerry.dyer@mail.example', '01632 960201', '', 'limited', '{"Tell us about a time you helped somebody when it was not easy. What did you do?": "In the caf\u00e9 a customer with dementia could not find her purse. I paid and walked her to the bus.", "You arrive and the person you came to help is upset and does not want you there. What would you do?": "I would not argue. I would tell the office, and try again later with a cup of tea.", "You notice that something is not right, and nobody else has said so. What would you do?": "In the warehouse I reported a broken guard three times until it was mended. I would do the same here."}', false, 'accepted', '2026-11-24 06:00:00+00', 'demonstration-17', '', '2026-11-26 06:00:00+00', NULL);
INSERT INTO public.apprenticeships VALUES (1, 46, 1, 3, 13, 41, '2026-05-02', '2027-08-02', 1800, 0, 'held', 'active', NULL, NULL, NULL);
INSERT INTO public.apprenticeships VALUES (2, 71, 1, 3, 13, 70, '2026-05-16', '2027-08-16', 1800, 0, 'held', 'active', NULL, NULL, NULL);
INSERT INTO public.apprenticeships VALUES (3, 87, 7, 1, 13, 91, '2026-04-30', '2027-07-30', 1800, 0, 'opted_out', 'active', '2026-07-05', NULL, NULL);
INSERT INTO public.apprenticeships VALUES (19, 272, 5, 4, 14, 206, '2026-04-06', '2028-01-06', 2220, 0, 'opted_out', 'active', '2026-06-29', NULL, NULL);
INSERT INTO public.assessments VALUES (1, 5, 32, 'sign_off', 'met', 'works_alone', '2026-08-06', 134, 2, '', '["Checks meter, strips and control", "Takes the sample and reads it correctly", "Knows low and high results and acts", "Records at once"]', NULL, '');
INSERT INTO public.assessments VALUES (2, 5, 19, 'sign_off', 'met', 'works_alone', '2026-01-07', 134, 2, '', '["Asks first and protects privacy", "Washes hands and uses gloves and apron at the right moments", "Cleans the site and changes the bag without breaking the closed system", "Recognises a blocked or infected catheter", "Records output and says who to call"]', NULL, '');
INSERT INTO public.assessments VALUES (3, 5, 27, 'sign_off', 'met', 'works_alone', '2025-12-06', 134, 2, '', '["Knows the person''s story and uses it", "Speaks so that the person can follow", "Finds the need behind distress and meets it", "Supports choice and independence", "Supports family and records what works"]', NULL, '');
INSERT INTO public.assessor_rights VALUES (1, 5, 1, NULL, 2, '2025-07-06', NULL);
INSERT INTO public.assessor_rights VALUES (2, 5, 1, NULL, 4, '2025-07-06', NULL);
INSERT INTO public.assessor_rights VALUES (3, 5, 1, NULL, 1, '2025-07-06', NULL);
INSERT INTO public.assignments VALUES (1, 1, 28, 4, '2026-07-06', '2026-07-06 20:00:00+00', '2026-07-07 06:30:00+00', false);
INSERT INTO public.assignments VALUES (2, 1, 40, 4, '2026-07-06', '2026-07-06 20:00:00+00', '2026-07-07 06:30:00+00', false);
INSERT INTO public.assignments VALUES (3, 1, 36, 5, '2026-07-06', '2026-07-06 16:00:00+00', '2026-07-06 21:00:00+00', false);
INSERT INTO public.audit_events VALUES (1, 1, '2026-12-01 02:56:53.069103+00', NULL, 'The system', 'job_roles.loaded', 'job_roles', NULL, NULL, NULL, '{"codes": ["registered_nurse", "childrens_nurse", "nursing_associate", "healthcare_support_worker", "senior_healthcare_support_worker", "reablement_worker", "care_worker", "senior_care_worker", "social_worker", "family_support_worker", "occupational_therapist", "physiotherapist", "paramedic", "general_practitioner", "pharmacist", "administrator", "manager"]}', '0000000000000000000000000000000000000000000000000000000000000000', '3bafb2bfa0f1f8e65d54aa4cd9aa04b6f4563880ba8657b96fed5f72cc3b22d3');
INSERT INTO public.audit_events VALUES (2, 2, '2026-12-01 02:56:53.104277+00', NULL, 'The system', 'frameworks.loaded', 'frameworks', NULL, NULL, NULL, '{"rows": 90}', '3bafb2bfa0f1f8e65d54aa4cd9aa04b6f4563880ba8657b96fed5f72cc3b22d3', 'b5f49f8817d2042dacf2026f361c8baf704077e6e180fcdfb66850862a4ff161');
INSERT INTO public.audit_events VALUES (3, 3, '2026-12-01 02:56:53.138403+00', NULL, 'The system', 'standards.loaded', 'standards', NULL, NULL, NULL, '{"rows": 226}', 'b5f49f8817d2042dacf2026f361c8baf704077e6e180fcdfb66850862a4ff161', 'd625eabf0e7ea85ef2145cebc54c0a9e1e9b9ea40590f7b1b00a96b51c5097a4');
INSERT INTO public.audit_events VALUES (4, 4, '2026-12-01 02:56:53.149252+00', NULL, 'The system', 'acceptance_rules.loaded', 'acceptance_rules', NULL, NULL, NULL, '{"count": 53}', 'd625eabf0e7ea85ef2145cebc54c0a9e1e9b9ea40590f7b1b00a96b51c5097a4', 'dd8b15638bcf8c528a4be87be497f47a18214b473f80af0470562b5d96ab64e8');
INSERT INTO public.audit_events VALUES (5, 5, '2026-12-01 02:56:56.063267+00', NULL, 'The system', 'demonstration.loaded', 'organisations', NULL, NULL, NULL, '{"scale": 1, "seed": 1, "people": 400, "assignments": 22671}', 'dd8b15638bcf8c528a4be87be497f47a18214b473f80af0470562b5d96ab64e8', 'baec4b50558515b665a5e98dd2245240fbf5886c9bfb6a5e8593cbca9e875d30');
INSERT INTO public.audit_head VALUES (1, 5, 'baec4b50558515b665a5e98dd2245240fbf5886c9bfb6a5e8593cbca9e875d30');
INSERT INTO public.availability_requests VALUES (1, 27, '2027-01-22', false, NULL, 1, 'A wedding', '2026-11-17 09:00:00+00');
INSERT INTO public.availability_requests VALUES (2, 27, '2027-01-23', false, NULL, 2, 'A wedding', '2026-11-13 09:00:00+00');
INSERT INTO public.availability_requests VALUES (3, 27, '2027-01-26', false, NULL, 1, 'School play', '2026-11-27 09:00:00+00');
INSERT INTO public.bookings VALUES (1, 34, 3, '2026-07-06 07:00:00+00', '2026-07-06 15:00:00+00', 450, 'Ward duty, Poole Hospital', NULL);
INSERT INTO public.bookings VALUES (2, 34, 3, '2026-07-07 07:00:00+00', '2026-07-07 15:00:00+00', 450, 'Ward duty, Poole Hospital', NULL);
INSERT INTO public.bookings VALUES (3, 34, 3, '2026-07-20 07:00:00+00', '2026-07-20 15:00:00+00', 450, 'Ward duty, Poole Hospital', NULL);
INSERT INTO public.breaks_in_learning VALUES (1, 19, '2026-10-12', NULL, 'Looks after a parent who is ill', '2027-01-11');
INSERT INTO public.checks VALUES (1, 1, 'identity', 'verified', 1, '2025-09-04', '', '', '', 'in_person', 'met', '2025-09-10', 2, '2025-09-10', NULL, NULL, '{"documents": ["passport", "bank statement", "council tax bill"], "photo_on": "2025-09-10"}', NULL, '');
INSERT INTO public.checks VALUES (2, 1, 'right_to_work', 'verified', 1, '2025-08-18', '', '', '', 'online_service', 'met', '2025-09-12', 2, '2025-09-12', NULL, NULL, '{}', NULL, '');
INSERT INTO public.checks VALUES (3, 1, 'registration_qualifications', 'verified', 1, '2025-08-24', '', '', '', 'online_service', 'met', '2025-09-12', 2, '2025-09-12', NULL, NULL, '{}', NULL, '');
INSERT INTO public.competences VALUES (1, 1, 'care_certificate.1', 'Care Certificate 1: understand your role', '', 'standard', NULL, '["health", "care"]', '["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]', 0, '2025-03-01', 'Skills for Care and Skills for Health, Care Certificate standards, 2025', true);
INSERT INTO public.competences VALUES (2, 1, 'care_certificate.2', 'Care Certificate 2: your personal development', '', 'standard', NULL, '["health", "care"]', '["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]', 1, '2025-03-01', 'Skills for Care and Skills for Health, Care Certificate standards, 2025', true);
INSERT INTO public.competences VALUES (3, 1, 'care_certificate.3', 'Care Certificate 3: duty of care', '', 'standard', NULL, '["health", "care"]', '["Explains in their own words what the standard asks and why", "Does it correctly in practice", "Was watched doing it with people they support"]', 2, '2025-03-01', 'Skills for Care and Skills for Health, Care Certificate standards, 2025', true);
INSERT INTO public.competences VALUES (33, 3, 'cstf.equality', 'Equality, diversity and human rights', '1', 'training', 36, '["health", "care"]', '[]', 0, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (34, 3, 'cstf.health_safety', 'Health, safety and welfare', '1', 'training', 36, '["health", "care"]', '[]', 1, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (35, 3, 'cstf.conflict_resolution', 'Conflict resolution', '1', 'training', 36, '["health", "care"]', '[]', 2, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (37, 3, 'cstf.infection_prevention_1', 'Infection prevention and control, level 1', '1', 'training', 36, '["health", "care"]', '[]', 4, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (39, 3, 'cstf.moving_handling_1', 'Moving and handling, level 1', '1', 'training', 36, '["health", "care"]', '[]', 6, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (47, 3, 'cstf.preventing_radicalisation_1', 'Preventing radicalisation, basic awareness', 'basic', 'training', 36, '["health", "care"]', '[]', 14, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (38, 3, 'cstf.infection_prevention_2', 'Infection prevention and control, level 2', '2', 'training', 12, '["health", "care"]', '[]', 5, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', false);
INSERT INTO public.competences VALUES (40, 3, 'cstf.moving_handling_2', 'Moving and handling people, level 2', '2', 'training', 24, '["health", "care"]', '[]', 7, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (48, 3, 'cstf.preventing_radicalisation_2', 'Preventing radicalisation, awareness workshop', 'awareness', 'training', 36, '["health", "care"]', '[]', 15, '2025-05-01', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', true);
INSERT INTO public.competences VALUES (19, 2, 'county.catheter', 'Catheter care', '', 'skill', 24, '["health", "care"]', '["Asks first and protects privacy", "Washes hands and uses gloves and apron at the right moments", "Cleans the site and changes the bag without breaking the closed system", "Recognises a blocked or infected catheter", "Records output and says who to call"]', 2, '2024-01-01', 'County working group, draft for demonstration', false);
INSERT INTO public.competences VALUES (27, 2, 'county.dementia_care', 'Dementia care', '', 'skill', 36, '["health", "care"]', '["Knows the person''s story and uses it", "Speaks so that the person can follow", "Finds the need behind distress and meets it", "Supports choice and independence", "Supports family and records what works"]', 10, '2024-01-01', 'County working group, draft for demonstration', false);
INSERT INTO public.competences VALUES (32, 2, 'county.blood_glucose', 'Blood glucose measurement', '', 'skill', 24, '["health", "care"]', '["Checks meter, strips and control", "Takes the sample and reads it correctly", "Knows low and high results and acts", "Records at once"]', 15, '2024-01-01', 'County working group, draft for demonstration', false);
INSERT INTO public.demands VALUES (1, 1, 0, 1, NULL, 2, 2);
INSERT INTO public.demands VALUES (2, 1, 1, 1, NULL, 2, 2);
INSERT INTO public.demands VALUES (3, 1, 2, 1, NULL, 2, 2);
INSERT INTO public.employments VALUES (1, 1, 8, 7, 'permanent', '', '', 1800, '2022-06-23', '2025-09-02', 'A new role nearer home', NULL, NULL, '');
INSERT INTO public.employments VALUES (2, 1, 1, 17, 'permanent', 'Team lead, Weymouth and Portland', '', 2250, '2025-09-14', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (3, 2, 1, 16, 'permanent', 'Employment checks officer', 'Band 4', 2250, '2018-06-04', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (38, 27, 1, 1, 'permanent', '', 'Band 6', 2250, '2022-08-22', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (39, 28, 1, 1, 'permanent', '', 'Band 5', 2250, '2025-02-23', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (40, 29, 1, 1, 'permanent', '', 'Band 5', 1800, '2022-04-21', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (41, 30, 2, 1, 'permanent', '', 'Band 5', 2250, '2025-02-14', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (42, 31, 2, 1, 'permanent', '', 'Band 5', 1800, '2010-07-28', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.employments VALUES (44, 32, 2, 1, 'permanent', '', 'Band 5', 1800, '1999-01-28', NULL, '', NULL, NULL, 'NHS Pension Scheme 2015');
INSERT INTO public.equivalences VALUES (1, 38, 37, 'full', '', '2024-01-01', NULL, 'Dorset training leads', 'The framework itself: a higher level contains the lower', false);
INSERT INTO public.equivalences VALUES (2, 40, 39, 'full', '', '2024-01-01', NULL, 'Dorset training leads', 'The framework itself: a higher level contains the lower', false);
INSERT INTO public.equivalences VALUES (3, 48, 47, 'full', '', '2024-01-01', NULL, 'Dorset training leads', 'The framework itself: a higher level contains the lower', false);
INSERT INTO public.frameworks VALUES (1, 'care_certificate', 'Care Certificate', 'Skills for Care and Skills for Health, Care Certificate standards, 2025', true);
INSERT INTO public.frameworks VALUES (2, 'county', 'County competences for health and care', 'County working group, draft for demonstration', false);
INSERT INTO public.frameworks VALUES (3, 'cstf', 'Core Skills Training Framework, England', 'Skills for Health, Core Skills Training Framework, England; periods as trusts publish them', false);
INSERT INTO public.frameworks VALUES (4, 'delegated', 'Delegated healthcare activities', 'Adult Social Care Workforce Data Set, kinds of delegated healthcare activity; review period by the county', false);
INSERT INTO public.frameworks VALUES (6, 'ST0005', 'Adult care worker (ST0005)', 'County''s own words for demonstration, not the published text', false);
INSERT INTO public.frameworks VALUES (7, 'ST0216', 'Healthcare support worker (ST0216)', 'County''s own words for demonstration, not the published text', false);
INSERT INTO public.frameworks VALUES (8, 'ST0006', 'Lead adult care worker (ST0006)', 'County''s own words for demonstration, not the published text', false);
INSERT INTO public.history_entries VALUES (1, 1, 'job', 'kept', 'kept', '2026-11-30', '2026-11-30', 'kept', false);
INSERT INTO public.invitations VALUES (1, 1, 'kept', '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.job_roles VALUES (1, 'registered_nurse', 'Registered nurse', 'Registered nurses', 'nmc', 'adult nurse', false, true);
INSERT INTO public.job_roles VALUES (2, 'childrens_nurse', 'Children’s community nurse', 'Registered nurses', 'nmc', 'children’s nurse', true, true);
INSERT INTO public.job_roles VALUES (3, 'nursing_associate', 'Nursing associate', 'Nursing associates and support workers', 'nmc', 'nursing associate', false, true);
INSERT INTO public.job_roles VALUES (6, 'reablement_worker', 'Reablement worker', 'Reablement and home care', NULL, '', false, true);
INSERT INTO public.job_roles VALUES (7, 'care_worker', 'Care worker', 'Reablement and home care', NULL, '', false, true);
INSERT INTO public.job_roles VALUES (16, 'administrator', 'Administrator', 'Management and administration', NULL, '', false, false);
INSERT INTO public.job_roles VALUES (17, 'manager', 'Manager', 'Management and administration', NULL, '', false, false);
INSERT INTO public.jobs VALUES (1, 'kept', '{"kept": 1}', 'queued', 1, '2026-11-30 09:00:00+00', NULL, NULL, 'kept');
INSERT INTO public.learning_entries VALUES (1, 1, '2026-05-04', 255, 'Shadowed the district nurse on visits', 46, '2026-05-09 11:00:00+00', 4);
INSERT INTO public.learning_entries VALUES (2, 1, '2026-05-11', 270, 'Workbook: dignity and consent', 46, '2026-05-16 11:00:00+00', 4);
INSERT INTO public.learning_entries VALUES (3, 1, '2026-05-18', 270, 'Practised moving and handling with the trainer', 46, '2026-05-23 11:00:00+00', 4);
INSERT INTO public.leaves VALUES (1, 27, 'sickness', '2026-07-07', '2026-07-08', NULL, NULL, '', 'agreed', '2026-07-07 06:00:00+00', '2026-07-08 12:00:00+00', 1, '');
INSERT INTO public.leaves VALUES (2, 27, 'annual', '2026-07-27', '2026-08-02', NULL, NULL, '', 'agreed', '2026-05-18 06:00:00+00', '2026-05-19 12:00:00+00', 1, '');
INSERT INTO public.leaves VALUES (3, 27, 'annual', '2026-09-21', '2026-09-27', NULL, NULL, '', 'agreed', '2026-07-13 06:00:00+00', '2026-07-14 12:00:00+00', 1, '');
INSERT INTO public.neighbourhoods VALUES (1, 'Weymouth and Portland', 'Dorset', 66000, 'Population of its towns, rounded, from memory, unchecked');
INSERT INTO public.neighbourhoods VALUES (2, 'Purbeck', 'Dorset', 35000, 'Population of its towns, rounded, from memory, unchecked');
INSERT INTO public.neighbourhoods VALUES (3, 'Mid Dorset', 'Dorset', 45000, 'Population of its towns, rounded, from memory, unchecked');
INSERT INTO public.organisations VALUES (1, 'Dorset HealthCare University NHS Foundation Trust', 'DHC', 'community_trust', 'health', 'RDY', 'ODS', false, 2250, 17);
INSERT INTO public.organisations VALUES (2, 'Dorset County Hospital NHS Foundation Trust', 'DCH', 'trust', 'health', 'RBD', 'ODS', false, 2250, 17);
INSERT INTO public.organisations VALUES (3, 'University Hospitals Dorset NHS Foundation Trust', 'UHD', 'trust', 'health', 'R0D', 'ODS', false, 2250, 17);
INSERT INTO public.organisations VALUES (4, 'Dorset Council', 'DC', 'council', 'care', 'E06000059', 'GSS, from memory, unchecked', false, 2220, 17);
INSERT INTO public.organisations VALUES (7, 'Kingfisher Home Care', 'Kingf', 'home_care', 'care', NULL, '', true, 2250, 17);
INSERT INTO public.organisations VALUES (8, 'Harbour Lights Nursing Home', 'Harbour', 'care_home', 'care', NULL, '', true, 2250, 26);
INSERT INTO public.organisations VALUES (5, 'Bournemouth, Christchurch and Poole Council', 'BCP', 'council', 'care', 'E06000058', 'GSS, from memory, unchecked', false, 2220, 17);
INSERT INTO public.organisations VALUES (13, 'Weymouth and Kingston Maurward College', 'WeyCol', 'training_provider', 'care', NULL, '', false, 2250, 17);
INSERT INTO public.organisations VALUES (14, 'Bournemouth and Poole College', 'BPCol', 'training_provider', 'care', NULL, '', false, 2250, 17);
INSERT INTO public.organisations VALUES (12, 'NHS Dorset Integrated Care Board', 'ICB', 'board', 'health', 'QVV', 'ODS', false, 2250, 17);
INSERT INTO public.passport_counter VALUES (1, 1);
INSERT INTO public.people VALUES (1, 'D482719366', 'Maria', 'Encombe', '2000-07-20', 'maria.encombe@dorset.example', '01632 960936', true);
INSERT INTO public.people VALUES (2, 'D559262571', 'Helen', 'Marsh', '1975-04-20', 'helen.marsh@dorset.example', '01632 960257', true);
INSERT INTO public.people VALUES (3, 'D635805781', 'Imogen', 'Fairey', '1967-10-06', 'imogen.fairey@dorset.example', '01632 960578', true);
INSERT INTO public.people VALUES (34, 'D008645293', 'Priya', 'Nair', '2001-08-23', 'priya.nair@dorset.example', '01632 960529', true);
INSERT INTO public.people VALUES (28, 'D549386035', 'Tom', 'Hallett', '2001-10-15', 'tom.hallett@dorset.example', '01632 960603', true);
INSERT INTO public.people VALUES (36, 'D161731716', 'Grace', 'Adeyemi', '1992-04-17', 'grace.adeyemi@dorset.example', '01632 960171', true);
INSERT INTO public.people VALUES (40, 'D467904553', 'Dean', 'Lovell', '1977-08-18', 'dean.lovell@dorset.example', '01632 960455', true);
INSERT INTO public.people VALUES (27, 'D472842822', 'Karen', 'Stone', '1995-02-20', 'karen.stone@dorset.example', '01632 960282', true);
INSERT INTO public.people VALUES (29, 'D625929245', 'Fiona', 'Hann', '1983-07-20', 'fiona.hann@dorset.example', '01632 960924', true);
INSERT INTO public.people VALUES (5, 'D788892206', 'Rose', 'Hardy', '1968-02-18', 'rose.hardy@dorset.example', '01632 960220', true);
INSERT INTO public.people VALUES (9, 'D095065041', 'Sunita', 'Mathew', '1989-05-24', 'sunita.mathew@dorset.example', '01632 960504', true);
INSERT INTO public.people VALUES (13, 'D401237888', 'Nathan', 'Stone', '1982-05-31', 'nathan.stone@dorset.example', '01632 960788', true);
INSERT INTO public.people VALUES (30, 'D702472457', 'Marek', 'Zielinski', '1960-03-22', 'marek.zielinski@dorset.example', '01632 960245', true);
INSERT INTO public.people VALUES (31, 'D779015668', 'Josie', 'Legg', '1985-09-13', 'josie.legg@dorset.example', '01632 960566', true);
INSERT INTO public.people VALUES (32, 'D855558870', 'Owen', 'Samways', '1972-10-17', 'owen.samways@dorset.example', '01632 960887', true);
INSERT INTO public.people VALUES (134, 'D662966290', 'Vicky', 'Norris', '1978-11-14', 'vicky.norris@dorset.example', '01632 960629', true);
INSERT INTO public.people VALUES (41, 'D544447766', 'Anita', 'Rai', '1970-12-29', 'anita.rai@dorset.example', '01632 960776', true);
INSERT INTO public.people VALUES (70, 'D764200853', 'Laura', 'Langdown', '1996-09-24', 'laura.langdown@dorset.example', '01632 960085', true);
INSERT INTO public.people VALUES (91, 'D371608266', 'Magda', 'Nowak', '1961-02-22', 'magda.nowak@dorset.example', '01632 960826', true);
INSERT INTO public.people VALUES (206, 'D174077412', 'Barbara', 'Dominey', '1962-04-01', 'barbara.dominey@dorset.example', '01632 960741', true);
INSERT INTO public.people VALUES (46, 'D927163816', 'Jordan', 'Meech', '2009-10-10', 'jordan.meech@dorset.example', '01632 960381', true);
INSERT INTO public.people VALUES (71, 'D840744064', 'Gary', 'Langdown', '2007-03-03', 'gary.langdown@dorset.example', '01632 960406', true);
INSERT INTO public.people VALUES (87, 'D065435422', 'Rosie', 'Churchill', '1994-12-30', 'rosie.churchill@dorset.example', '01632 960542', true);
INSERT INTO public.people VALUES (272, 'D225929272', 'Owen', 'Frampton', '1996-08-27', 'owen.frampton@dorset.example', '01632 960927', true);
INSERT INTO public.people VALUES (4, 'D712348994', 'Moira', 'Stickland', '1962-12-11', 'moira.stickland@dorset.example', '01632 960899', true);
INSERT INTO public.placements VALUES (1, 30, 41, 1, 1, 1, '2026-07-06', '2027-08-14', 'active', 'Shifts of the Weymouth and Portland team', '2026-05-27', '2026-05-30', '2026-06-01', '2026-06-05', NULL, '');
INSERT INTO public.placements VALUES (2, 31, 42, 1, 1, 1, '2026-07-06', '2027-08-14', 'active', 'Shifts of the Weymouth and Portland team', '2026-05-27', '2026-05-30', '2026-06-01', '2026-06-05', NULL, '');
INSERT INTO public.placements VALUES (3, 32, 44, 1, 1, 1, '2026-07-06', '2027-08-14', 'active', 'Shifts of the Weymouth and Portland team', '2026-05-27', '2026-05-30', '2026-06-01', '2026-06-05', NULL, '');
INSERT INTO public.proposals VALUES (1, 14, 3, 12, '170e5137c1833c825e227964033ee7c444cb7f431223b435cddaf9b37353bb5c', '2026-11-28 09:00:00+00', '2026-12-05 23:59:00+00', '2027-01-18', 1800, 'We would be glad to have you. Tell us if the start does not suit.', 'open', NULL);
INSERT INTO public.proposals VALUES (2, 15, 5, 19, '0a648c323a41bf0b5bce50d4b2bef3f5df560b78afad7dfcd34e147771af9e2a', '2026-11-28 09:00:00+00', '2026-12-05 23:59:00+00', '2027-01-18', 1800, 'We would be glad to have you. Tell us if the start does not suit.', 'open', NULL);
INSERT INTO public.proposals VALUES (3, 16, 3, 11, '02a8a1bea4dd20eb55f73ce79b4e03a1f9ba2533b024b6bdc5b285a11b160745', '2026-11-28 09:00:00+00', '2026-12-05 23:59:00+00', '2027-01-18', 1800, 'We would be glad to have you. Tell us if the start does not suit.', 'accepted', '2026-11-30 00:00:00+00');
INSERT INTO public.registrations VALUES (1, 5, 'nmc', 'adult nurse', '10Z0004X', 'registered', '', '1997-09-20', '2027-09-02', '2027-09-02', '2026-09-22', 2, 1);
INSERT INTO public.registrations VALUES (2, 9, 'nmc', 'adult nurse', '10Z0008X', 'registered', '', '2010-09-20', '2027-08-04', '2028-08-03', '2026-11-21', 2, 1);
INSERT INTO public.registrations VALUES (3, 13, 'hcpc', 'occupational therapist', 'ZZ000012', 'registered', '', '2003-09-20', '2027-07-20', NULL, '2026-10-16', 2, 1);
INSERT INTO public.review_signatures VALUES (1, 1, 'apprentice', 'Jordan Meech', '2026-07-17', NULL);
INSERT INTO public.review_signatures VALUES (2, 1, 'employer', 'Anita Rai', '2026-07-17', NULL);
INSERT INTO public.review_signatures VALUES (3, 1, 'provider', 'Lin Foster', '2026-07-17', NULL);
INSERT INTO public.reviews VALUES (1, 1, '2026-07-25', '2026-07-17', 'To shadow the evening run twice');
INSERT INTO public.reviews VALUES (2, 1, '2026-10-09', '2026-10-01', 'Evidence for two more skills by the next review');
INSERT INTO public.reviews VALUES (3, 2, '2026-08-08', '2026-07-31', 'Evidence for two more skills by the next review');
INSERT INTO public.rota_changes VALUES (1, 1, 1, '2026-11-30', 'kept', 'kept', 'kept', '2026-11-30 09:00:00+00', NULL, 1);
INSERT INTO public.rota_edits VALUES (1, 1, NULL, 1, '2026-11-30', NULL, false, NULL, false, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.rotas VALUES (1, 1, '2026-07-06', '2026-08-02', 1, 'published', '2026-05-15 08:00:00+00', '2026-05-21 06:00:00+00', '2026-05-21 08:00:00+00', 1, 0, '', '{}');
INSERT INTO public.rotas VALUES (2, 1, '2026-08-03', '2026-08-30', 1, 'published', '2026-06-12 08:00:00+00', '2026-06-18 06:00:00+00', '2026-06-18 08:00:00+00', 1, 0, '', '{}');
INSERT INTO public.rotas VALUES (3, 1, '2026-08-31', '2026-09-27', 1, 'published', '2026-07-10 08:00:00+00', '2026-07-16 06:00:00+00', '2026-07-16 08:00:00+00', 1, 0, '', '{}');
INSERT INTO public.run_snapshots VALUES (1, '{"kept": 1}', '{"kept": 1}', '{"kept": 1}', '{"kept": 1}');
INSERT INTO public.run_steps VALUES (1, 1, 1, NULL, NULL, NULL, 'kept', '{"kept": 1}');
INSERT INTO public.runs VALUES (1, 1, '2026-11-30', '2026-11-30', NULL, NULL, 1, 'queued', 1, 1, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, false, NULL, NULL, 'kept');
INSERT INTO public.shift_templates VALUES (1, 1, 2, 'E', 'Early', 'early', '07:00:00', '15:00:00', 30, NULL);
INSERT INTO public.shift_templates VALUES (2, 1, 2, 'L', 'Late', 'late', '13:30:00', '21:30:00', 30, NULL);
INSERT INTO public.shift_templates VALUES (3, 1, 2, 'LD', 'Long day', 'long_day', '07:00:00', '19:30:00', 60, NULL);
INSERT INTO public.shift_templates VALUES (4, 1, 2, 'N', 'Night', 'night', '21:00:00', '07:30:00', 30, NULL);
INSERT INTO public.shift_templates VALUES (5, 1, 3, 'T', 'Twilight', 'twilight', '17:00:00', '22:00:00', 0, NULL);
INSERT INTO public.sign_in_attempts VALUES (1, 'kept', '2026-11-30 09:00:00+00');
INSERT INTO public.sites VALUES (1, 1, NULL, 'Sentinel House', 'Poole', false);
INSERT INTO public.sites VALUES (2, 1, 1, 'Westhaven Hospital', 'Weymouth', false);
INSERT INTO public.sites VALUES (3, 1, 1, 'Portland Hospital', 'Portland', false);
INSERT INTO public.sites VALUES (4, 1, 2, 'Wareham Hospital', 'Wareham', false);
INSERT INTO public.sites VALUES (15, 4, 2, 'Purbeck reablement base', 'Wareham', true);
INSERT INTO public.sites VALUES (22, 7, 2, 'Kingfisher Home Care, Swanage', 'Swanage', true);
INSERT INTO public.sites VALUES (23, 8, 1, 'Harbour Lights Nursing Home', 'Weymouth', true);
INSERT INTO public.sites VALUES (14, 4, 1, 'Weymouth reablement base', 'Weymouth', true);
INSERT INTO public.standards VALUES (1, 'ST0005', '2.0', 2, 'Adult care worker', 12, 300, 6, 'Skills England, apprenticeship standard ST0005: minimum hours for compliance', true);
INSERT INTO public.standards VALUES (2, 'ST0005', '1.3', 2, 'Adult care worker', 12, 300, 6, 'Skills England, apprenticeship standard ST0005: minimum hours for compliance', true);
INSERT INTO public.standards VALUES (3, 'ST0216', '1.3', 2, 'Healthcare support worker', 12, 278, 7, 'Demonstration value, not the published one', false);
INSERT INTO public.standards VALUES (4, 'ST0006', '', 3, 'Lead adult care worker', 18, 390, 8, 'Demonstration value, not the published one', false);
INSERT INTO public.team_members VALUES (1, 1, 27, 38, 2250, '2026-07-06', NULL);
INSERT INTO public.team_members VALUES (2, 1, 28, 39, 2250, '2026-07-06', NULL);
INSERT INTO public.team_members VALUES (3, 1, 29, 40, 1800, '2026-07-06', NULL);
INSERT INTO public.team_rules VALUES (1, 1, 'kept', false, 'most', '{"kept": 1}');
INSERT INTO public.team_sites VALUES (1, 1, 2);
INSERT INTO public.team_sites VALUES (2, 1, 3);
INSERT INTO public.team_sites VALUES (3, 1, 14);
INSERT INTO public.teams VALUES (1, 'Weymouth and Portland', 1, 1);
INSERT INTO public.teams VALUES (2, 'Purbeck', 2, 1);
INSERT INTO public.teams VALUES (3, 'Mid Dorset', 3, 2);
INSERT INTO public.training_records VALUES (1, 1, 33, '2026-06-04', 'elfh, e-learning', 'verified', NULL, '2026-06-07', 2, 1, NULL, '');
INSERT INTO public.training_records VALUES (2, 1, 34, '2025-11-29', 'elfh, e-learning', 'verified', NULL, '2025-12-02', 2, 1, NULL, '');
INSERT INTO public.training_records VALUES (3, 1, 35, '2026-03-14', 'Weymouth College, in a classroom', 'verified', NULL, '2026-03-17', 2, 1, NULL, '');
INSERT INTO public.unavailabilities VALUES (1, 1, '2026-11-30', NULL, NULL, NULL, NULL);
INSERT INTO public.vacancies VALUES (1, 'J-XJDNQ3', 'Care and support worker, Dorset', 7, 12, 'permanent', 'One application, places in six teams. Tell us where and when suits you. No CV, no experience needed.', 'Help people wash, dress, eat and move, the way they like it
Notice when someone is not themselves, and say so
Write down what you did, on a phone
Learn skills that count in every hospital and care service in Dorset', 'Kindness, turning up, and wanting to learn. We ask about real situations, and your name is hidden until we have decided.', 'Call Imogen Fairey on 01632 960 417, weekdays 8am to 6pm', 1292, 1430, 'hour', '2026-12-15', 'open', '2026-11-06 09:00:00+00');
INSERT INTO public.vacancies VALUES (2, 'J-PH825P', 'Registered nurse, neighbourhood teams', 1, 12, 'permanent', 'One application for community, hospital and practice nursing across the county.', 'Care for people at home, in clinics and on community wards
Lead a shift and supervise support workers and apprentices
Teach and sign off skills that count at every employer', 'A current registration, or one that is due before you start. Newly registered nurses get a year of support.', 'Call Imogen Fairey on 01632 960 417, weekdays 8am to 6pm', 1627, 1980, 'hour', '2026-12-29', 'open', '2026-11-24 09:00:00+00');
INSERT INTO public.vacancies VALUES (3, 'J-WMXHEY', 'Reablement worker, Poole and Christchurch', 6, 5, 'permanent', 'Help people back to doing things for themselves after a stay in hospital.', 'Visit people at home for up to six weeks
Practise dressing, cooking and stairs with them
Say early when the plan does not fit', 'Patience and a good eye. We teach the rest.', 'Call the county recruitment team on 01632 960 418', 1305, 1347, 'hour', '2026-10-27', 'closed', '2026-09-01 09:00:00+00');
INSERT INTO public.vacancy_placements VALUES (1, 1, 7, 2, 22, 'Swanage home care and reablement', 'homes', 1200, 2220, 'days and evenings, one weekend in two', '£13.10 to £13.90', 'Car or bike');
INSERT INTO public.vacancy_placements VALUES (2, 1, 1, 2, 4, 'Wareham community team', 'homes_and_clinic', 1800, 2250, 'days, one weekend in three', 'Band 2: £12.92 to £13.40', 'Bus 40');
INSERT INTO public.vacancy_placements VALUES (3, 1, 4, 2, 15, 'Purbeck reablement', 'homes', 1320, 2220, 'early or late', 'Grade 5: £13.05 to £13.47', 'Car or bike');
INSERT INTO public.vacancy_placements VALUES (5, 1, 1, 1, 2, 'Weymouth and Portland rapid response', 'homes_and_clinic', 2250, 2250, 'days, evenings, weekends', 'Band 3: £13.62 to £14.30', 'Car');
INSERT INTO public.vacancy_placements VALUES (4, 1, 8, NULL, 23, 'Harbour Lights, nursing home', 'care_home', 1440, 2160, 'days or nights', '£13.00 to £13.60', 'Bus 1, train');
INSERT INTO public.vacancy_positions VALUES (1, 1);
INSERT INTO public.vacancy_positions VALUES (2, 1);
INSERT INTO public.vacancy_positions VALUES (3, 1);
INSERT INTO public.vacancy_positions VALUES (11, 3);
INSERT INTO public.vacancy_positions VALUES (12, 3);
INSERT INTO public.vacancy_positions VALUES (19, 5);
SELECT pg_catalog.setval('public.acceptance_rules_id_seq', 3, true);
SELECT pg_catalog.setval('public.account_grants_id_seq', 3, true);
SELECT pg_catalog.setval('public.account_sessions_id_seq', 1, true);
SELECT pg_catalog.setval('public.accounts_id_seq', 46, true);
SELECT pg_catalog.setval('public.application_attempts_id_seq', 1, true);
SELECT pg_catalog.setval('public.application_choices_id_seq', 3, true);
SELECT pg_catalog.setval('public.applications_id_seq', 16, true);
SELECT pg_catalog.setval('public.apprenticeships_id_seq', 19, true);
SELECT pg_catalog.setval('public.assessments_id_seq', 3, true);
SELECT pg_catalog.setval('public.assessor_rights_id_seq', 3, true);
SELECT pg_catalog.setval('public.assignments_id_seq', 3, true);
SELECT pg_catalog.setval('public.audit_events_id_seq', 5, true);
SELECT pg_catalog.setval('public.audit_head_id_seq', 1, true);
SELECT pg_catalog.setval('public.availability_requests_id_seq', 3, true);
SELECT pg_catalog.setval('public.bookings_id_seq', 3, true);
SELECT pg_catalog.setval('public.breaks_in_learning_id_seq', 1, true);
SELECT pg_catalog.setval('public.checks_id_seq', 3, true);
SELECT pg_catalog.setval('public.competences_id_seq', 48, true);
SELECT pg_catalog.setval('public.demands_id_seq', 3, true);
SELECT pg_catalog.setval('public.employments_id_seq', 44, true);
SELECT pg_catalog.setval('public.equivalences_id_seq', 3, true);
SELECT pg_catalog.setval('public.frameworks_id_seq', 8, true);
SELECT pg_catalog.setval('public.history_entries_id_seq', 1, true);
SELECT pg_catalog.setval('public.invitations_id_seq', 1, true);
SELECT pg_catalog.setval('public.job_roles_id_seq', 17, true);
SELECT pg_catalog.setval('public.jobs_id_seq', 1, true);
SELECT pg_catalog.setval('public.learning_entries_id_seq', 3, true);
SELECT pg_catalog.setval('public.leaves_id_seq', 3, true);
SELECT pg_catalog.setval('public.neighbourhoods_id_seq', 3, true);
SELECT pg_catalog.setval('public.organisations_id_seq', 14, true);
SELECT pg_catalog.setval('public.passport_counter_id_seq', 1, true);
SELECT pg_catalog.setval('public.people_id_seq', 272, true);
SELECT pg_catalog.setval('public.placements_id_seq', 3, true);
SELECT pg_catalog.setval('public.proposals_id_seq', 3, true);
SELECT pg_catalog.setval('public.registrations_id_seq', 3, true);
SELECT pg_catalog.setval('public.review_signatures_id_seq', 3, true);
SELECT pg_catalog.setval('public.reviews_id_seq', 3, true);
SELECT pg_catalog.setval('public.rota_changes_id_seq', 1, true);
SELECT pg_catalog.setval('public.rota_edits_id_seq', 1, true);
SELECT pg_catalog.setval('public.rotas_id_seq', 3, true);
SELECT pg_catalog.setval('public.run_steps_id_seq', 1, true);
SELECT pg_catalog.setval('public.runs_id_seq', 1, true);
SELECT pg_catalog.setval('public.shift_templates_id_seq', 5, true);
SELECT pg_catalog.setval('public.sign_in_attempts_id_seq', 1, true);
SELECT pg_catalog.setval('public.sites_id_seq', 23, true);
SELECT pg_catalog.setval('public.standards_id_seq', 4, true);
SELECT pg_catalog.setval('public.team_members_id_seq', 3, true);
SELECT pg_catalog.setval('public.team_rules_id_seq', 1, true);
SELECT pg_catalog.setval('public.team_sites_id_seq', 3, true);
SELECT pg_catalog.setval('public.teams_id_seq', 3, true);
SELECT pg_catalog.setval('public.training_records_id_seq', 3, true);
SELECT pg_catalog.setval('public.unavailabilities_id_seq', 1, true);
SELECT pg_catalog.setval('public.vacancies_id_seq', 3, true);
SELECT pg_catalog.setval('public.vacancy_placements_id_seq', 5, true);
SELECT pg_catalog.setval('public.vacancy_positions_id_seq', 19, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_no_double_booking EXCLUDE USING gist (int4range(person_id, person_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&);
ALTER TABLE ONLY public.acceptance_rules
    ADD CONSTRAINT pk_acceptance_rules PRIMARY KEY (id);
ALTER TABLE ONLY public.account_grants
    ADD CONSTRAINT pk_account_grants PRIMARY KEY (id);
ALTER TABLE ONLY public.account_sessions
    ADD CONSTRAINT pk_account_sessions PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);
ALTER TABLE ONLY public.application_attempts
    ADD CONSTRAINT pk_application_attempts PRIMARY KEY (id);
ALTER TABLE ONLY public.application_choices
    ADD CONSTRAINT pk_application_choices PRIMARY KEY (id);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT pk_applications PRIMARY KEY (id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT pk_apprenticeships PRIMARY KEY (id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT pk_assessments PRIMARY KEY (id);
ALTER TABLE ONLY public.assessor_rights
    ADD CONSTRAINT pk_assessor_rights PRIMARY KEY (id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT pk_assignments PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT pk_audit_events PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT pk_audit_head PRIMARY KEY (id);
ALTER TABLE ONLY public.availability_requests
    ADD CONSTRAINT pk_availability_requests PRIMARY KEY (id);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT pk_bookings PRIMARY KEY (id);
ALTER TABLE ONLY public.breaks_in_learning
    ADD CONSTRAINT pk_breaks_in_learning PRIMARY KEY (id);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT pk_checks PRIMARY KEY (id);
ALTER TABLE ONLY public.competences
    ADD CONSTRAINT pk_competences PRIMARY KEY (id);
ALTER TABLE ONLY public.demands
    ADD CONSTRAINT pk_demands PRIMARY KEY (id);
ALTER TABLE ONLY public.employments
    ADD CONSTRAINT pk_employments PRIMARY KEY (id);
ALTER TABLE ONLY public.equivalences
    ADD CONSTRAINT pk_equivalences PRIMARY KEY (id);
ALTER TABLE ONLY public.frameworks
    ADD CONSTRAINT pk_frameworks PRIMARY KEY (id);
ALTER TABLE ONLY public.history_entries
    ADD CONSTRAINT pk_history_entries PRIMARY KEY (id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT pk_invitations PRIMARY KEY (id);
ALTER TABLE ONLY public.job_roles
    ADD CONSTRAINT pk_job_roles PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT pk_jobs PRIMARY KEY (id);
ALTER TABLE ONLY public.learning_entries
    ADD CONSTRAINT pk_learning_entries PRIMARY KEY (id);
ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT pk_leaves PRIMARY KEY (id);
ALTER TABLE ONLY public.neighbourhoods
    ADD CONSTRAINT pk_neighbourhoods PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT pk_organisations PRIMARY KEY (id);
ALTER TABLE ONLY public.passport_counter
    ADD CONSTRAINT pk_passport_counter PRIMARY KEY (id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT pk_placements PRIMARY KEY (id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT pk_proposals PRIMARY KEY (id);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT pk_registrations PRIMARY KEY (id);
ALTER TABLE ONLY public.review_signatures
    ADD CONSTRAINT pk_review_signatures PRIMARY KEY (id);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT pk_reviews PRIMARY KEY (id);
ALTER TABLE ONLY public.rota_changes
    ADD CONSTRAINT pk_rota_changes PRIMARY KEY (id);
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT pk_rota_edits PRIMARY KEY (id);
ALTER TABLE ONLY public.rotas
    ADD CONSTRAINT pk_rotas PRIMARY KEY (id);
ALTER TABLE ONLY public.run_snapshots
    ADD CONSTRAINT pk_run_snapshots PRIMARY KEY (run_id);
ALTER TABLE ONLY public.run_steps
    ADD CONSTRAINT pk_run_steps PRIMARY KEY (id);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT pk_runs PRIMARY KEY (id);
ALTER TABLE ONLY public.shift_templates
    ADD CONSTRAINT pk_shift_templates PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_in_attempts
    ADD CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id);
ALTER TABLE ONLY public.sites
    ADD CONSTRAINT pk_sites PRIMARY KEY (id);
ALTER TABLE ONLY public.standards
    ADD CONSTRAINT pk_standards PRIMARY KEY (id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT pk_team_members PRIMARY KEY (id);
ALTER TABLE ONLY public.team_rules
    ADD CONSTRAINT pk_team_rules PRIMARY KEY (id);
ALTER TABLE ONLY public.team_sites
    ADD CONSTRAINT pk_team_sites PRIMARY KEY (id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT pk_teams PRIMARY KEY (id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT pk_training_records PRIMARY KEY (id);
ALTER TABLE ONLY public.unavailabilities
    ADD CONSTRAINT pk_unavailabilities PRIMARY KEY (id);
ALTER TABLE ONLY public.vacancies
    ADD CONSTRAINT pk_vacancies PRIMARY KEY (id);
ALTER TABLE ONLY public.vacancy_placements
    ADD CONSTRAINT pk_vacancy_placements PRIMARY KEY (id);
ALTER TABLE ONLY public.vacancy_positions
    ADD CONSTRAINT pk_vacancy_positions PRIMARY KEY (id);
ALTER TABLE ONLY public.acceptance_rules
    ADD CONSTRAINT uq_acceptance_rules_organisation_id_sector_applies_to_j_dd4e UNIQUE (organisation_id, sector, applies_to, job_role_id, key, valid_from);
ALTER TABLE ONLY public.account_sessions
    ADD CONSTRAINT uq_account_sessions_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_email UNIQUE (email);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_person_id UNIQUE (person_id);
ALTER TABLE ONLY public.application_choices
    ADD CONSTRAINT uq_application_choices_application_id_rank UNIQUE (application_id, rank);
ALTER TABLE ONLY public.application_choices
    ADD CONSTRAINT uq_application_choices_application_id_vacancy_placement_id UNIQUE (application_id, vacancy_placement_id);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT uq_applications_employment_id UNIQUE (employment_id);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT uq_applications_form_key UNIQUE (form_key);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT uq_applications_reference UNIQUE (reference);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT uq_apprenticeships_person_id_started_on UNIQUE (person_id, started_on);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT uq_assignments_rota_id_person_id_on_date UNIQUE (rota_id, person_id, on_date);
ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT uq_audit_events_sequence UNIQUE (sequence);
ALTER TABLE ONLY public.availability_requests
    ADD CONSTRAINT uq_availability_requests_person_id_on_date UNIQUE (person_id, on_date);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT uq_bookings_assignment_id UNIQUE (assignment_id);
ALTER TABLE ONLY public.competences
    ADD CONSTRAINT uq_competences_code UNIQUE (code);
ALTER TABLE ONLY public.equivalences
    ADD CONSTRAINT uq_equivalences_from_competence_id_to_competence_id_valid_from UNIQUE (from_competence_id, to_competence_id, valid_from);
ALTER TABLE ONLY public.frameworks
    ADD CONSTRAINT uq_frameworks_code UNIQUE (code);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.job_roles
    ADD CONSTRAINT uq_job_roles_code UNIQUE (code);
ALTER TABLE ONLY public.neighbourhoods
    ADD CONSTRAINT uq_neighbourhoods_name UNIQUE (name);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT uq_organisations_code UNIQUE (code);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT uq_organisations_mark UNIQUE (mark);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT uq_organisations_name UNIQUE (name);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT uq_people_passport_number UNIQUE (passport_number);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT uq_proposals_position_id UNIQUE (position_id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT uq_proposals_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT uq_registrations_register_number UNIQUE (register, number);
ALTER TABLE ONLY public.review_signatures
    ADD CONSTRAINT uq_review_signatures_review_id_party UNIQUE (review_id, party);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT uq_reviews_apprenticeship_id_held_on UNIQUE (apprenticeship_id, held_on);
ALTER TABLE ONLY public.rotas
    ADD CONSTRAINT uq_rotas_team_id_starts_on_version UNIQUE (team_id, starts_on, version);
ALTER TABLE ONLY public.standards
    ADD CONSTRAINT uq_standards_ref_version UNIQUE (ref, version);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT uq_team_members_team_id_employment_id_joined_on UNIQUE (team_id, employment_id, joined_on);
ALTER TABLE ONLY public.team_rules
    ADD CONSTRAINT uq_team_rules_team_id_rule UNIQUE (team_id, rule);
ALTER TABLE ONLY public.team_sites
    ADD CONSTRAINT uq_team_sites_team_id_site_id UNIQUE (team_id, site_id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT uq_teams_name UNIQUE (name);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT uq_training_records_person_id_competence_id_completed_on UNIQUE (person_id, competence_id, completed_on);
ALTER TABLE ONLY public.vacancies
    ADD CONSTRAINT uq_vacancies_reference UNIQUE (reference);
ALTER TABLE ONLY public.vacancy_positions
    ADD CONSTRAINT uq_vacancy_positions_vacancy_placement_id_id UNIQUE (vacancy_placement_id, id);
CREATE INDEX ix_acceptance_rules_job_role_id ON public.acceptance_rules USING btree (job_role_id);
CREATE INDEX ix_acceptance_rules_organisation_id ON public.acceptance_rules USING btree (organisation_id);
CREATE INDEX ix_acceptance_rules_sector ON public.acceptance_rules USING btree (sector);
CREATE INDEX ix_account_grants_account_id ON public.account_grants USING btree (account_id);
CREATE INDEX ix_account_grants_organisation_id ON public.account_grants USING btree (organisation_id);
CREATE INDEX ix_account_grants_team_id ON public.account_grants USING btree (team_id);
CREATE INDEX ix_account_sessions_account_id ON public.account_sessions USING btree (account_id);
CREATE INDEX ix_application_attempts_key_at ON public.application_attempts USING btree (key, at);
CREATE INDEX ix_application_choices_vacancy_placement_id ON public.application_choices USING btree (vacancy_placement_id);
CREATE INDEX ix_applications_vacancy_id_status ON public.applications USING btree (vacancy_id, status);
CREATE INDEX ix_apprenticeships_organisation_id ON public.apprenticeships USING btree (organisation_id);
CREATE INDEX ix_apprenticeships_standard_id ON public.apprenticeships USING btree (standard_id);
CREATE INDEX ix_assessments_assessor_person_id ON public.assessments USING btree (assessor_person_id);
CREATE INDEX ix_assessments_competence_id ON public.assessments USING btree (competence_id);
CREATE INDEX ix_assessments_organisation_id ON public.assessments USING btree (organisation_id);
CREATE INDEX ix_assessments_person_id_competence_id ON public.assessments USING btree (person_id, competence_id);
CREATE INDEX ix_assessor_rights_organisation_id ON public.assessor_rights USING btree (organisation_id);
CREATE INDEX ix_assessor_rights_person_id ON public.assessor_rights USING btree (person_id);
CREATE INDEX ix_assignments_person_id_on_date ON public.assignments USING btree (person_id, on_date);
CREATE INDEX ix_audit_events_account_id ON public.audit_events USING btree (account_id);
CREATE INDEX ix_audit_events_action ON public.audit_events USING btree (action);
CREATE INDEX ix_audit_events_organisation_id ON public.audit_events USING btree (organisation_id);
CREATE INDEX ix_audit_events_person_id ON public.audit_events USING btree (person_id);
CREATE INDEX ix_bookings_organisation_id ON public.bookings USING btree (organisation_id);
CREATE INDEX ix_bookings_person_id_ends_at ON public.bookings USING btree (person_id, ends_at);
CREATE INDEX ix_bookings_person_id_starts_at ON public.bookings USING btree (person_id, starts_at);
CREATE INDEX ix_breaks_in_learning_apprenticeship_id ON public.breaks_in_learning USING btree (apprenticeship_id);
CREATE UNIQUE INDEX ix_checks_one_awaiting ON public.checks USING btree (person_id, kind, organisation_id) WHERE ((state)::text = 'awaiting'::text);
CREATE UNIQUE INDEX ix_checks_one_verified ON public.checks USING btree (person_id, kind, organisation_id) WHERE ((state)::text = 'verified'::text);
CREATE INDEX ix_checks_organisation_id_state_expires_on ON public.checks USING btree (organisation_id, state, expires_on);
CREATE INDEX ix_checks_person_id ON public.checks USING btree (person_id);
CREATE INDEX ix_competences_framework_id ON public.competences USING btree (framework_id);
CREATE INDEX ix_demands_shift_template_id ON public.demands USING btree (shift_template_id);
CREATE INDEX ix_employments_job_role_id ON public.employments USING btree (job_role_id);
CREATE INDEX ix_employments_organisation_id ON public.employments USING btree (organisation_id);
CREATE INDEX ix_employments_person_id ON public.employments USING btree (person_id);
CREATE INDEX ix_equivalences_to_competence_id ON public.equivalences USING btree (to_competence_id);
CREATE INDEX ix_history_entries_person_id ON public.history_entries USING btree (person_id);
CREATE INDEX ix_invitations_account_id ON public.invitations USING btree (account_id);
CREATE INDEX ix_jobs_status_lease_ends_at ON public.jobs USING btree (status, lease_ends_at);
CREATE INDEX ix_learning_entries_apprenticeship_id_on_day ON public.learning_entries USING btree (apprenticeship_id, on_day);
CREATE INDEX ix_leaves_person_id_first_on ON public.leaves USING btree (person_id, first_on);
CREATE INDEX ix_people_family_name ON public.people USING btree (family_name);
CREATE INDEX ix_placements_employment_id ON public.placements USING btree (employment_id);
CREATE INDEX ix_placements_host_organisation_id ON public.placements USING btree (host_organisation_id);
CREATE INDEX ix_placements_person_id ON public.placements USING btree (person_id);
CREATE INDEX ix_placements_team_id ON public.placements USING btree (team_id);
CREATE INDEX ix_proposals_application_id ON public.proposals USING btree (application_id);
CREATE INDEX ix_proposals_vacancy_placement_id ON public.proposals USING btree (vacancy_placement_id);
CREATE INDEX ix_registrations_person_id ON public.registrations USING btree (person_id);
CREATE INDEX ix_rota_changes_person_id ON public.rota_changes USING btree (person_id);
CREATE INDEX ix_rota_changes_rota_id ON public.rota_changes USING btree (rota_id);
CREATE INDEX ix_rota_edits_rota_id_account_id ON public.rota_edits USING btree (rota_id, account_id);
CREATE UNIQUE INDEX ix_rotas_one_published ON public.rotas USING btree (team_id, starts_on) WHERE ((status)::text = 'published'::text);
CREATE INDEX ix_run_steps_run_id_at_ms ON public.run_steps USING btree (run_id, at_ms);
CREATE INDEX ix_runs_team_id ON public.runs USING btree (team_id);
CREATE UNIQUE INDEX ix_shift_templates_code_in_use ON public.shift_templates USING btree (team_id, code) WHERE (retired_on IS NULL);
CREATE INDEX ix_sign_in_attempts_key_at ON public.sign_in_attempts USING btree (key, at);
CREATE INDEX ix_sites_neighbourhood_id ON public.sites USING btree (neighbourhood_id);
CREATE INDEX ix_sites_organisation_id ON public.sites USING btree (organisation_id);
CREATE INDEX ix_team_members_employment_id ON public.team_members USING btree (employment_id);
CREATE INDEX ix_team_members_person_id ON public.team_members USING btree (person_id);
CREATE INDEX ix_team_members_team_id ON public.team_members USING btree (team_id);
CREATE INDEX ix_teams_neighbourhood_id ON public.teams USING btree (neighbourhood_id);
CREATE INDEX ix_teams_organisation_id ON public.teams USING btree (organisation_id);
CREATE INDEX ix_training_records_competence_id ON public.training_records USING btree (competence_id);
CREATE INDEX ix_training_records_state ON public.training_records USING btree (state);
CREATE INDEX ix_unavailabilities_person_id_first_on ON public.unavailabilities USING btree (person_id, first_on);
CREATE INDEX ix_vacancies_job_role_id ON public.vacancies USING btree (job_role_id);
CREATE INDEX ix_vacancies_organisation_id ON public.vacancies USING btree (organisation_id);
CREATE INDEX ix_vacancies_status_closes_on ON public.vacancies USING btree (status, closes_on);
CREATE INDEX ix_vacancy_placements_organisation_id ON public.vacancy_placements USING btree (organisation_id);
CREATE INDEX ix_vacancy_placements_site_id ON public.vacancy_placements USING btree (site_id);
CREATE INDEX ix_vacancy_placements_team_id ON public.vacancy_placements USING btree (team_id);
CREATE INDEX ix_vacancy_placements_vacancy_id ON public.vacancy_placements USING btree (vacancy_id);
CREATE UNIQUE INDEX uq_proposals_application_id ON public.proposals USING btree (application_id) WHERE ((status)::text = ANY ((ARRAY['open'::character varying, 'accepted'::character varying])::text[]));
ALTER TABLE ONLY public.acceptance_rules
    ADD CONSTRAINT fk_acceptance_rules_job_role_id FOREIGN KEY (job_role_id) REFERENCES public.job_roles(id);
ALTER TABLE ONLY public.acceptance_rules
    ADD CONSTRAINT fk_acceptance_rules_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.account_grants
    ADD CONSTRAINT fk_account_grants_account_id FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.account_grants
    ADD CONSTRAINT fk_account_grants_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.account_grants
    ADD CONSTRAINT fk_account_grants_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.account_sessions
    ADD CONSTRAINT fk_account_sessions_account_id FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.application_choices
    ADD CONSTRAINT fk_application_choices_application_id FOREIGN KEY (application_id) REFERENCES public.applications(id);
ALTER TABLE ONLY public.application_choices
    ADD CONSTRAINT fk_application_choices_vacancy_placement_id FOREIGN KEY (vacancy_placement_id) REFERENCES public.vacancy_placements(id);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT fk_applications_employment_id FOREIGN KEY (employment_id) REFERENCES public.employments(id);
ALTER TABLE ONLY public.applications
    ADD CONSTRAINT fk_applications_vacancy_id FOREIGN KEY (vacancy_id) REFERENCES public.vacancies(id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT fk_apprenticeships_mentor_person_id FOREIGN KEY (mentor_person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT fk_apprenticeships_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT fk_apprenticeships_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT fk_apprenticeships_provider_id FOREIGN KEY (provider_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.apprenticeships
    ADD CONSTRAINT fk_apprenticeships_standard_id FOREIGN KEY (standard_id) REFERENCES public.standards(id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT fk_assessments_assessor_person_id FOREIGN KEY (assessor_person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT fk_assessments_competence_id FOREIGN KEY (competence_id) REFERENCES public.competences(id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT fk_assessments_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT fk_assessments_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.assessor_rights
    ADD CONSTRAINT fk_assessor_rights_competence_id FOREIGN KEY (competence_id) REFERENCES public.competences(id);
ALTER TABLE ONLY public.assessor_rights
    ADD CONSTRAINT fk_assessor_rights_framework_id FOREIGN KEY (framework_id) REFERENCES public.frameworks(id);
ALTER TABLE ONLY public.assessor_rights
    ADD CONSTRAINT fk_assessor_rights_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.assessor_rights
    ADD CONSTRAINT fk_assessor_rights_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT fk_assignments_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT fk_assignments_rota_id FOREIGN KEY (rota_id) REFERENCES public.rotas(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT fk_assignments_shift_template_id FOREIGN KEY (shift_template_id) REFERENCES public.shift_templates(id);
ALTER TABLE ONLY public.availability_requests
    ADD CONSTRAINT fk_availability_requests_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT fk_bookings_assignment_id FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT fk_bookings_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT fk_bookings_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.breaks_in_learning
    ADD CONSTRAINT fk_breaks_in_learning_apprenticeship_id FOREIGN KEY (apprenticeship_id) REFERENCES public.apprenticeships(id);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_verified_by_account_id FOREIGN KEY (verified_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.competences
    ADD CONSTRAINT fk_competences_framework_id FOREIGN KEY (framework_id) REFERENCES public.frameworks(id);
ALTER TABLE ONLY public.demands
    ADD CONSTRAINT fk_demands_job_role_id FOREIGN KEY (job_role_id) REFERENCES public.job_roles(id);
ALTER TABLE ONLY public.demands
    ADD CONSTRAINT fk_demands_shift_template_id FOREIGN KEY (shift_template_id) REFERENCES public.shift_templates(id);
ALTER TABLE ONLY public.employments
    ADD CONSTRAINT fk_employments_job_role_id FOREIGN KEY (job_role_id) REFERENCES public.job_roles(id);
ALTER TABLE ONLY public.employments
    ADD CONSTRAINT fk_employments_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.employments
    ADD CONSTRAINT fk_employments_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.equivalences
    ADD CONSTRAINT fk_equivalences_from_competence_id FOREIGN KEY (from_competence_id) REFERENCES public.competences(id);
ALTER TABLE ONLY public.equivalences
    ADD CONSTRAINT fk_equivalences_to_competence_id FOREIGN KEY (to_competence_id) REFERENCES public.competences(id);
ALTER TABLE ONLY public.history_entries
    ADD CONSTRAINT fk_history_entries_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT fk_invitations_account_id FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.learning_entries
    ADD CONSTRAINT fk_learning_entries_added_by_account_id FOREIGN KEY (added_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.learning_entries
    ADD CONSTRAINT fk_learning_entries_apprenticeship_id FOREIGN KEY (apprenticeship_id) REFERENCES public.apprenticeships(id);
ALTER TABLE ONLY public.learning_entries
    ADD CONSTRAINT fk_learning_entries_confirmed_by_account_id FOREIGN KEY (confirmed_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT fk_leaves_decided_by_account_id FOREIGN KEY (decided_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT fk_leaves_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT fk_placements_employment_id FOREIGN KEY (employment_id) REFERENCES public.employments(id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT fk_placements_host_organisation_id FOREIGN KEY (host_organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT fk_placements_job_role_id FOREIGN KEY (job_role_id) REFERENCES public.job_roles(id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT fk_placements_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.placements
    ADD CONSTRAINT fk_placements_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_application_id FOREIGN KEY (application_id) REFERENCES public.applications(id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_position FOREIGN KEY (vacancy_placement_id, position_id) REFERENCES public.vacancy_positions(vacancy_placement_id, id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_vacancy_placement_id FOREIGN KEY (vacancy_placement_id) REFERENCES public.vacancy_placements(id);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT fk_registrations_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT fk_registrations_verified_by_account_id FOREIGN KEY (verified_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT fk_registrations_verified_by_organisation_id FOREIGN KEY (verified_by_organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.review_signatures
    ADD CONSTRAINT fk_review_signatures_recorded_by_account_id FOREIGN KEY (recorded_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.review_signatures
    ADD CONSTRAINT fk_review_signatures_review_id FOREIGN KEY (review_id) REFERENCES public.reviews(id);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT fk_reviews_apprenticeship_id FOREIGN KEY (apprenticeship_id) REFERENCES public.apprenticeships(id);
ALTER TABLE ONLY public.rota_changes
    ADD CONSTRAINT fk_rota_changes_changed_by_account_id FOREIGN KEY (changed_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.rota_changes
    ADD CONSTRAINT fk_rota_changes_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.rota_changes
    ADD CONSTRAINT fk_rota_changes_rota_id FOREIGN KEY (rota_id) REFERENCES public.rotas(id);
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT fk_rota_edits_account_id FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT fk_rota_edits_became_shift_template_id FOREIGN KEY (became_shift_template_id) REFERENCES public.shift_templates(id);
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT fk_rota_edits_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT fk_rota_edits_rota_id FOREIGN KEY (rota_id) REFERENCES public.rotas(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.rota_edits
    ADD CONSTRAINT fk_rota_edits_was_shift_template_id FOREIGN KEY (was_shift_template_id) REFERENCES public.shift_templates(id);
ALTER TABLE ONLY public.rotas
    ADD CONSTRAINT fk_rotas_published_by_account_id FOREIGN KEY (published_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.rotas
    ADD CONSTRAINT fk_rotas_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.run_snapshots
    ADD CONSTRAINT fk_run_snapshots_run_id FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_steps
    ADD CONSTRAINT fk_run_steps_run_id FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_asked_by_account_id FOREIGN KEY (asked_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_from_rota_id FOREIGN KEY (from_rota_id) REFERENCES public.rotas(id);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_job_id FOREIGN KEY (job_id) REFERENCES public.jobs(id);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_rota_id FOREIGN KEY (rota_id) REFERENCES public.rotas(id);
ALTER TABLE ONLY public.runs
    ADD CONSTRAINT fk_runs_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.shift_templates
    ADD CONSTRAINT fk_shift_templates_site_id FOREIGN KEY (site_id) REFERENCES public.sites(id);
ALTER TABLE ONLY public.shift_templates
    ADD CONSTRAINT fk_shift_templates_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.sites
    ADD CONSTRAINT fk_sites_neighbourhood_id FOREIGN KEY (neighbourhood_id) REFERENCES public.neighbourhoods(id);
ALTER TABLE ONLY public.sites
    ADD CONSTRAINT fk_sites_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.standards
    ADD CONSTRAINT fk_standards_framework_id FOREIGN KEY (framework_id) REFERENCES public.frameworks(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT fk_team_members_employment_id FOREIGN KEY (employment_id) REFERENCES public.employments(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT fk_team_members_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT fk_team_members_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.team_rules
    ADD CONSTRAINT fk_team_rules_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.team_sites
    ADD CONSTRAINT fk_team_sites_site_id FOREIGN KEY (site_id) REFERENCES public.sites(id);
ALTER TABLE ONLY public.team_sites
    ADD CONSTRAINT fk_team_sites_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT fk_teams_neighbourhood_id FOREIGN KEY (neighbourhood_id) REFERENCES public.neighbourhoods(id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT fk_teams_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT fk_training_records_added_by_account_id FOREIGN KEY (added_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT fk_training_records_competence_id FOREIGN KEY (competence_id) REFERENCES public.competences(id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT fk_training_records_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT fk_training_records_verified_by_account_id FOREIGN KEY (verified_by_account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.training_records
    ADD CONSTRAINT fk_training_records_verified_by_organisation_id FOREIGN KEY (verified_by_organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.unavailabilities
    ADD CONSTRAINT fk_unavailabilities_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.vacancies
    ADD CONSTRAINT fk_vacancies_job_role_id FOREIGN KEY (job_role_id) REFERENCES public.job_roles(id);
ALTER TABLE ONLY public.vacancies
    ADD CONSTRAINT fk_vacancies_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.vacancy_placements
    ADD CONSTRAINT fk_vacancy_placements_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.vacancy_placements
    ADD CONSTRAINT fk_vacancy_placements_site_id FOREIGN KEY (site_id) REFERENCES public.sites(id);
ALTER TABLE ONLY public.vacancy_placements
    ADD CONSTRAINT fk_vacancy_placements_team_id FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.vacancy_placements
    ADD CONSTRAINT fk_vacancy_placements_vacancy_id FOREIGN KEY (vacancy_id) REFERENCES public.vacancies(id);
ALTER TABLE ONLY public.vacancy_positions
    ADD CONSTRAINT fk_vacancy_positions_vacancy_placement_id FOREIGN KEY (vacancy_placement_id) REFERENCES public.vacancy_placements(id);
