-- The rights of the application in its database: it works with the rows and owns nothing.
--
-- Two roles. The owner makes the tables and runs `manage.py migrate`; the application (web processes and workers) signs in as
-- `kwaliteitslabel_toepassing`. Then nobody who gets hold of the application can alter or empty a table, switch a trigger off, or
-- step past one.
--
-- Once, as administrator of PostgreSQL, with names and passwords of your own for the owner:
--     create role kwaliteitslabel_eigenaar login password '…';
--     create role kwaliteitslabel_toepassing login password '…';
--     create database kwaliteitslabel owner kwaliteitslabel_eigenaar;
-- Did one role do everything until now? Then first, in that database:
--     reassign owned by <that role> to kwaliteitslabel_eigenaar;
-- After each `migrate`, as the owner (a migration adds tables, and puts back the function at the end):
--     psql --set ON_ERROR_STOP=1 --single-transaction --file deploy/rechten.sql <address of the database, as the owner>
-- Running it twice does no harm.

do $$
begin
    if not exists (select from pg_roles where rolname = 'kwaliteitslabel_toepassing') then
        raise exception 'Maak eerst de rol kwaliteitslabel_toepassing; bovenin dit bestand staat hoe.';
    end if;
    if pg_has_role('kwaliteitslabel_toepassing', current_user, 'member') then
        raise exception 'De toepassing hoort niet bij de eigenaar (%): dan mag zij alles.', current_user;
    end if;
    -- A temporary table is found before the real one of that name, also by the triggers.
    execute format('revoke temporary, create on database %I from public, kwaliteitslabel_toepassing', current_database());
end
$$;

revoke create on schema public from public, kwaliteitslabel_toepassing;
grant usage on schema public to kwaliteitslabel_toepassing;
revoke all on all tables in schema public from public, kwaliteitslabel_toepassing;
grant select, insert, update, delete on all tables in schema public to kwaliteitslabel_toepassing;
grant usage on all sequences in schema public to kwaliteitslabel_toepassing;
-- The log only grows, and what was migrated is not for the application to say.
revoke update, delete on leden_gebeurtenis from kwaliteitslabel_toepassing;
revoke insert, update, delete on django_migrations from kwaliteitslabel_toepassing;

-- What django-pgtrigger asks before each trigger. As it comes, whoever says `set pgtrigger.ignore` is let past; here the owner alone.
create or replace function public._pgtrigger_should_ignore(trigger_name name) returns boolean as $$
    select trigger_name = any(nullif(current_setting('pgtrigger.ignore', true), '')::text[])
       and pg_has_role(current_user, (select relowner from pg_class where oid = 'public.leden_gebeurtenis'::regclass), 'member')
$$ language sql stable set search_path = pg_catalog;
