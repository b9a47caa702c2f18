-- What stations say only grows, and looks the same all along: to count it anew at every tenth of growth took a fifth of a processor
-- from a young database under load. Half as much again is soon enough.
create procedure count_seldom(name text) language plpgsql as $$
begin
  execute format('alter table %I set (autovacuum_analyze_scale_factor = 0.5, autovacuum_vacuum_insert_scale_factor = 0.5)', name);
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  for name in select c.relname from pg_inherits join pg_class c on c.oid = inhrelid join pg_class p on p.oid = inhparent
    where p.relkind = 'p' and p.relnamespace = 'public'::regnamespace
  loop
    call count_seldom(name);
  end loop;
end $$;
--> statement-breakpoint
create or replace procedure make_partition(parent text, name text, lower text, upper text) language plpgsql as $$
declare
  rest text := parent || '_rest';
  key text;
  columns text;
begin
  if to_regclass(format('public.%I', name)) is not null then
    return;
  end if;
  select attname into key from pg_partitioned_table join pg_attribute on attrelid = partrelid and attnum = partattrs[0]
    where partrelid = format('public.%I', parent)::regclass;
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
    where attrelid = format('public.%I', parent)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('create table %I (like %I including all)', name, parent);
  call count_seldom(name);
  execute format('lock table %I in access exclusive mode', rest);
  -- Forced, the policies hide the rows from the owner too.
  execute format('alter table %I no force row level security', rest);
  execute format('with moved as (delete from %1$I where %2$I >= %3$L and %2$I < %4$L returning %5$s) insert into %6$I (%5$s) select %5$s from moved',
    rest, key, lower, upper, columns, name);
  execute format('alter table %I force row level security', rest);
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name, lower, upper);
end $$;
