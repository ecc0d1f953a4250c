import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Evidence: what was done, by which piece, since when, by whom; withdrawn with a reason, never erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table preuves (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null default 'versee' constraint statut_de_preuve check (statut in ('versee', 'retiree')),
    genre text not null constraint genre_de_preuve check (genre in ('emargement', 'compte_rendu', 'photo', 'requete_cpam', 'bilan', 'convention', 'decompte', 'lien', 'mention')),
    titre text not null constraint titre_de_preuve check (length(titre) between 1 and 200),
    le date,
    fichier_id uuid,
    lien text,
    nombre integer,
    empreinte text not null constraint empreinte_de_preuve check (empreinte ~ '^[0-9a-f]{64}$'),
    indicateur text,
    livrable text,
    releve_id uuid,
    fiche_id uuid,
    versee_le timestamptz not null,
    versee_par uuid references personnes,
    retiree_le timestamptz,
    retiree_par uuid references personnes,
    motif_retrait text,
    constraint preuve_de_quelque_chose check (indicateur is not null or fiche_id is not null),
    constraint livrable_d_une_ligne check (livrable is null or indicateur is not null),
    constraint retrait_motive check ((statut = 'retiree') = (retiree_le is not null and motif_retrait is not null)),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id),
    foreign key (cpts_id, releve_id) references releves_indicateurs (cpts_id, id),
    foreign key (cpts_id, fiche_id) references fiches_action (cpts_id, id))`.execute(db);
  await sql`create unique index une_preuve_par_objet on preuves (cpts_id, empreinte, coalesce(indicateur, ''), coalesce(livrable, ''), coalesce(fiche_id::text, '')) where statut = 'versee'`.execute(db);
  await sql`create index preuves_par_date on preuves (cpts_id, versee_le)`.execute(db);
  await isoler(db, 'preuves', 'select, insert, update');
}
