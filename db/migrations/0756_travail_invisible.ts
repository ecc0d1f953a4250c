import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Coordination that nobody pays: who, when, how long, as what, doing what. Taken back, never rewritten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table travaux_invisibles (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    jour date not null,
    annee integer not null generated always as (extract(year from jour)::integer) stored,
    minutes integer not null constraint travail_d_un_jour check (minutes between 1 and 1440),
    metier text not null constraint metier_du_travail check (metier in ('secretariat', 'infirmier', 'mediation', 'coordination', 'assistant_medical', 'travail_social', 'autre_soignant', 'autre')),
    tache text not null constraint tache_du_travail check (tache in ('joindre', 'rendez_vous', 'papiers', 'liaison', 'sortie', 'reunion', 'autre')),
    note text not null default '' constraint note_courte check (length(note) <= 200),
    note_le timestamptz not null,
    retiree_le timestamptz,
    constraint travail_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index travaux_par_annee on travaux_invisibles (cpts_id, annee, metier) where retiree_le is null`.execute(db);
  await sql`create index travaux_par_personne on travaux_invisibles (cpts_id, personne_id, annee, jour desc)`.execute(db);
  await isoler(db, 'travaux_invisibles', 'select, insert, update');
}
