import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Figures that a CPTS imports itself (its CPAM's spreadsheet first), file by file: a later file replaces none, the latest by date is shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table imports_chiffres (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_d_import check (statut in ('deposee', 'importee', 'retiree', 'abandonnee')),
    fichier text not null constraint nom_de_fichier_court check (length(fichier) between 1 and 200),
    empreinte text not null constraint empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
    origine text not null constraint origine_d_import check (origine ~ '^[a-z_]{2,20}$'),
    precision text constraint precision_d_origine check (length(precision) between 1 and 80),
    seuil integer not null constraint seuil_de_masquage check (seuil between 3 and 100),
    situation date not null,
    contenu jsonb,
    colonnes jsonb,
    depose_le timestamptz not null,
    depose_par uuid references personnes,
    importe_le timestamptz,
    importe_par uuid references personnes,
    constraint import_dans_sa_cpts unique (cpts_id, id),
    constraint contenu_garde_jusqu_a_l_import check ((contenu is null) = (statut <> 'deposee')))`.execute(db);
  await sql`create index imports_par_date on imports_chiffres (cpts_id, situation desc, id desc)`.execute(db);
  await sql`create unique index un_fichier_s_importe_une_fois on imports_chiffres (cpts_id, empreinte, origine, situation) where statut = 'importee'`.execute(db);

  await sql`create table chiffres_importes (
    cpts_id uuid not null references cpts,
    import_id uuid not null,
    indicateur text not null constraint indicateur_importe check (indicateur ~ '^[a-z0-9_]{2,40}$'),
    zone text not null constraint zone_importee check (zone ~ '^(cpts|france|dep:[0-9AB]{2,3}|com:[0-9AB]{5})$'),
    valeur double precision,
    masque boolean not null,
    primary key (cpts_id, import_id, indicateur, zone),
    foreign key (cpts_id, import_id) references imports_chiffres (cpts_id, id),
    constraint masque_n_a_pas_de_valeur check (masque = (valeur is null)))`.execute(db);

  await sql`create table correspondances_colonnes (
    cpts_id uuid not null references cpts,
    signature text not null constraint signature_sha256 check (signature ~ '^[0-9a-f]{64}$'),
    colonnes jsonb not null,
    retenue_le timestamptz not null,
    primary key (cpts_id, signature))`.execute(db);

  await isoler(db, 'imports_chiffres', 'select, insert, update');
  await isoler(db, 'chiffres_importes', 'select, insert');
  await isoler(db, 'correspondances_colonnes', 'select, insert, update');
}
