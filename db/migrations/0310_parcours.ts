import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** The journey of a CPTS: where it stands, each step taken, the documents deposited with ARS and CPAM, the start of missions, the reminders sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table parcours (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_de_parcours check (statut in ('contact', 'lettre_en_redaction', 'lettre_deposee', 'lettre_a_reprendre', 'lettre_validee', 'projet_en_redaction', 'projet_depose',
      'projet_valide', 'projet_repute_valide', 'projet_oppose', 'negociation_aci', 'aci_signe', 'missions_en_demarrage', 'regime_courant', 'dialogue_annuel', 'renouvellement_5_ans', 'resiliation')),
    depuis date not null,
    commence_le date not null,
    version integer not null default 1 constraint version_positive check (version > 0),
    reglages jsonb not null default '{}' constraint reglages_en_objet check (jsonb_typeof(reglages) = 'object'),
    constraint un_parcours_par_cpts unique (cpts_id))`.execute(db);

  // Deposited once, never changed: the bytes are in fichiers, what may be remarked upon is kept beside.
  await sql`create table depots (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    numero integer not null constraint numero_positif check (numero > 0),
    genre text not null constraint genre_de_depot check (genre in ('lettre_intention', 'projet_sante', 'piece')),
    titre text not null constraint titre_au_plus check (length(titre) between 1 and 200),
    fichier_id uuid not null,
    nom text not null,
    octets integer not null,
    empreinte text not null constraint empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
    paragraphes jsonb not null constraint paragraphes_en_liste check (jsonb_typeof(paragraphes) = 'array'),
    depose_le timestamptz not null,
    depose_par uuid references personnes,
    constraint un_depot_par_numero unique (cpts_id, numero),
    constraint depot_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id))`.execute(db);

  await sql`create table parcours_pas (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    rang integer not null constraint rang_positif check (rang > 0),
    geste text not null constraint geste_de_parcours check (geste ~ '^[a-z_]{3,40}$'),
    de text not null,
    vers text not null,
    le date not null,
    enregistre_le timestamptz not null,
    institution text not null constraint institution_qui_agit check (institution in ('cpts', 'ars', 'assurance_maladie', 'maillage')),
    acteur text not null constraint acteur_au_plus check (length(acteur) <= 200),
    note_par uuid references personnes,
    depot_id uuid,
    base_legale text not null,
    commentaire text not null constraint commentaire_au_plus check (length(commentaire) <= 4000),
    motif text constraint motif_d_opposition check (motif in ('prs', 'territoire')),
    reprise boolean not null,
    annule_le timestamptz,
    annule_par uuid references personnes,
    constraint opposition_motivee check ((geste in ('opposer', 'constater_opposition')) = (motif is not null)),
    constraint un_pas_par_rang unique (cpts_id, rang),
    foreign key (cpts_id, depot_id) references depots (cpts_id, id))`.execute(db);

  await sql`create table parcours_missions (
    cpts_id uuid not null references cpts,
    mission text not null constraint mission_socle check (mission in ('acces', 'parcours', 'prevention', 'crise')),
    demarree_le date,
    deployee_le date,
    constraint deployee_apres_demarrage check (deployee_le is null or demarree_le is null or deployee_le >= demarree_le),
    primary key (cpts_id, mission))`.execute(db);

  // One line per letter: a night run twice writes to nobody twice.
  await sql`create table parcours_rappels (
    cpts_id uuid not null references cpts,
    horloge text not null,
    echeance date not null,
    distance integer not null,
    personne_id uuid not null references personnes,
    envoye_le timestamptz not null,
    primary key (cpts_id, horloge, echeance, distance, personne_id))`.execute(db);

  await isoler(db, 'parcours', 'select, insert, update');
  await isoler(db, 'depots', 'select, insert');
  await isoler(db, 'parcours_pas', 'select, insert, update');
  await isoler(db, 'parcours_missions', 'select, insert, update');
  await isoler(db, 'parcours_rappels', 'select, insert');
}
