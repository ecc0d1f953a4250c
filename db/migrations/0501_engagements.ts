import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What members accept, pay and are offered; how one is excluded after being heard. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reglages_adhesion add column textes_avant_admission boolean not null default false`.execute(db);

  // Frozen: a changed charter is another version, and who accepted which stays true.
  await sql`create table textes_adhesion (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_de_texte check (genre in ('charte', 'reglement')),
    numero integer not null,
    titre text not null constraint titre_de_texte check (length(titre) between 2 and 200),
    texte text not null constraint texte_au_plus check (length(texte) between 20 and 100000),
    empreinte text not null constraint empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
    publie_le date not null,
    publie_par uuid references personnes,
    constraint un_texte_par_version unique (cpts_id, genre, numero),
    constraint texte_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create table acceptations (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    adhesion_id uuid not null,
    texte_id uuid not null,
    empreinte text not null,
    acceptee_le timestamptz not null,
    moyen text not null constraint moyen_d_acceptation check (moyen in ('lien', 'session')),
    constraint un_texte_accepte_une_fois unique (cpts_id, adhesion_id, texte_id),
    foreign key (cpts_id, adhesion_id) references adhesions (cpts_id, id),
    foreign key (cpts_id, texte_id) references textes_adhesion (cpts_id, id))`.execute(db);
  for (const t of ['textes_adhesion', 'acceptations']) await isoler(db, t, 'select, insert');

  await sql`create table baremes_cotisation (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    annee integer not null constraint annee_de_bareme check (annee between 2000 and 2100),
    college_id uuid,
    centimes integer not null constraint montant_positif check (centimes >= 0),
    constraint un_montant_par_annee_et_college unique nulls not distinct (cpts_id, annee, college_id),
    foreign key (cpts_id, college_id) references colleges (cpts_id, id))`.execute(db);
  await sql`create table cotisations (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    adhesion_id uuid not null,
    annee integer not null,
    centimes integer not null constraint montant_positif check (centimes >= 0),
    statut text not null constraint statut_cotisation check (statut in ('appelee', 'payee', 'dispensee', 'annulee')),
    appelee_le date not null,
    payee_le date,
    moyen text constraint moyen_de_paiement check (moyen in ('virement', 'cheque', 'especes', 'carte', 'autre')),
    recu_numero integer,
    relances integer not null default 0,
    relancee_le date,
    motif text,
    constraint payee_a_sa_date check ((statut = 'payee') = (payee_le is not null) and (statut = 'payee') = (recu_numero is not null)),
    constraint une_cotisation_par_an unique (cpts_id, adhesion_id, annee),
    constraint un_recu_par_numero unique (cpts_id, annee, recu_numero),
    foreign key (cpts_id, adhesion_id) references adhesions (cpts_id, id))`.execute(db);
  await sql`create index cotisations_par_annee on cotisations (cpts_id, annee, statut)`.execute(db);

  await sql`create table exclusions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    adhesion_id uuid not null,
    griefs text not null constraint griefs_ecrits check (length(griefs) between 10 and 5000),
    notifiee_le date not null,
    notification_id uuid,
    convoquee_pour date not null,
    entendue_le date,
    maniere text constraint maniere_d_audition check (maniere in ('presente', 'ecrit', 'absente')),
    observations text,
    observations_id uuid,
    decidee_le date,
    decision text constraint decision_connue check (decision in ('exclusion', 'maintien')),
    instance text,
    decision_id uuid,
    constraint convoquee_apres_notification check (convoquee_pour >= notifiee_le),
    constraint exclue_apres_audition check (decision is distinct from 'exclusion' or (entendue_le is not null and decidee_le >= entendue_le)),
    foreign key (cpts_id, adhesion_id) references adhesions (cpts_id, id))`.execute(db);
  await sql`create unique index une_exclusion_a_la_fois on exclusions (cpts_id, adhesion_id) where decidee_le is null`.execute(db);

  await sql`create table offres_accueil (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_d_offre check (genre in ('stage', 'local', 'remplacement', 'aide')),
    titre text not null constraint titre_d_offre check (length(titre) between 2 and 160),
    detail text not null default '',
    contact text not null constraint contact_d_offre check (length(contact) between 2 and 300),
    lieu text not null default '',
    depuis date,
    jusque date,
    publiee_le date not null,
    publiee_par uuid references personnes,
    retiree_le date,
    constraint fin_apres_debut check (jusque is null or depuis is null or jusque >= depuis))`.execute(db);
  await sql`create index offres_par_date on offres_accueil (cpts_id, publiee_le desc)`.execute(db);

  for (const t of ['baremes_cotisation', 'cotisations', 'exclusions', 'offres_accueil']) await isoler(db, t, 'select, insert, update');
}
