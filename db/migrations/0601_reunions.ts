import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Meetings and what is recorded in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reunions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null default 'prevue' constraint statut_de_reunion check (statut in ('prevue', 'tenue', 'approuvee', 'annulee')),
    version integer not null default 1,
    titre text not null constraint reunion_titre check (length(titre) between 1 and 200),
    debut timestamptz not null,
    fin timestamptz not null,
    lieu text not null default '',
    lien_visio text not null default '',
    groupe_id uuid,
    sondage_id uuid,
    organisateur_id uuid not null references personnes,
    uid text not null,
    sequence integer not null default 0,
    approuvee_le timestamptz,
    approuvee_par uuid references personnes,
    constraint reunion_qui_dure check (fin > debut),
    constraint reunion_dans_sa_cpts unique (cpts_id, id),
    constraint une_reunion_par_uid unique (cpts_id, uid),
    foreign key (cpts_id, groupe_id) references groupes_travail (cpts_id, id),
    foreign key (cpts_id, sondage_id) references sondages (cpts_id, id))`.execute(db);
  await sql`create index reunions_par_date on reunions (cpts_id, debut)`.execute(db);
  await sql`create table reunion_invites (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    personne_id uuid references personnes,
    nom text not null,
    courriel text,
    role text not null default 'utile' constraint role_d_invite check (role in ('essentiel', 'utile', 'informe')),
    reponse text not null default 'attendue' constraint reponse_d_invite check (reponse in ('attendue', 'acceptee', 'provisoire', 'refusee')),
    presence text not null default 'inconnue' constraint presence_constatee check (presence in ('inconnue', 'presente', 'absente')),
    moyen text constraint moyen_de_presence check (moyen in ('tap', 'qr', 'feuille')),
    constatee_le timestamptz,
    constraint invite_une_fois unique (cpts_id, reunion_id, personne_id),
    constraint invite_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create index invites_par_personne on reunion_invites (cpts_id, personne_id)`.execute(db);
  await sql`create table reunion_points (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    rang smallint not null,
    titre text not null constraint point_titre check (length(titre) between 1 and 300),
    porteur text not null default '',
    minutes integer not null default 10 constraint minutes_du_point check (minutes between 0 and 600),
    notes text not null default '' constraint notes_du_point check (length(notes) <= 20000),
    constraint un_point_par_rang unique (cpts_id, reunion_id, rang),
    constraint point_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create table reunion_decisions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    texte text not null constraint decision_ecrite check (length(texte) between 1 and 1000),
    prise_le timestamptz not null,
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create index decisions_par_reunion on reunion_decisions (cpts_id, reunion_id)`.execute(db);
  await sql`create table reunion_taches (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    texte text not null constraint tache_ecrite check (length(texte) between 1 and 500),
    personne_id uuid not null references personnes,
    echeance date,
    faite_le timestamptz,
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create index taches_par_personne on reunion_taches (cpts_id, personne_id) where faite_le is null`.execute(db);
  await sql`create index taches_par_reunion on reunion_taches (cpts_id, reunion_id)`.execute(db);

  await isoler(db, 'reunions', 'select, insert, update');
  for (const table of ['reunion_invites', 'reunion_points', 'reunion_decisions', 'reunion_taches']) await isoler(db, table);
}
