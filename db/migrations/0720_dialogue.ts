import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * The yearly dialogue: what people write for a year of the contract, and the states they sign. A signed state is a copy: it is only ever
 * inserted. The evidence it rests on can no longer be withdrawn, whoever asks and however.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table dossiers_dialogue (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    annee integer not null constraint annee_de_dialogue check (annee between 1 and 10),
    version integer not null constraint version_de_dialogue check (version > 0),
    contenu jsonb not null constraint dialogue_en_objet check (jsonb_typeof(contenu) = 'object'),
    modifie_le timestamptz not null,
    modifie_par uuid references personnes,
    constraint dialogue_dans_sa_cpts unique (cpts_id, id),
    constraint un_dialogue_par_annee unique (cpts_id, contrat_id, annee),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);

  await sql`create table etats_dialogue (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    dossier_id uuid not null,
    numero integer not null constraint numero_d_etat check (numero > 0),
    contenu jsonb not null,
    empreinte text not null constraint empreinte_d_etat check (empreinte ~ '^[0-9a-f]{64}$'),
    signe_le timestamptz not null,
    signe_par uuid references personnes,
    signataire text not null,
    pdf_id uuid not null,
    docx_id uuid not null,
    xlsx_id uuid not null,
    constraint etat_dans_sa_cpts unique (cpts_id, id),
    constraint un_etat_par_numero unique (cpts_id, dossier_id, numero),
    foreign key (cpts_id, dossier_id) references dossiers_dialogue (cpts_id, id),
    foreign key (cpts_id, pdf_id) references fichiers (cpts_id, id),
    foreign key (cpts_id, docx_id) references fichiers (cpts_id, id),
    foreign key (cpts_id, xlsx_id) references fichiers (cpts_id, id))`.execute(db);

  await sql`alter table preuves add constraint preuve_dans_sa_cpts unique (cpts_id, id)`.execute(db);
  await sql`create table etat_preuves (
    cpts_id uuid not null references cpts,
    etat_id uuid not null,
    preuve_id uuid not null,
    primary key (cpts_id, preuve_id, etat_id),
    foreign key (cpts_id, etat_id) references etats_dialogue (cpts_id, id),
    foreign key (cpts_id, preuve_id) references preuves (cpts_id, id))`.execute(db);

  await isoler(db, 'dossiers_dialogue', 'select, insert, update');
  await isoler(db, 'etats_dialogue', 'select, insert');
  await isoler(db, 'etat_preuves', 'select, insert');

  // Withdrawn or tied elsewhere, a piece would no longer show what was signed.
  await sql`create function garder_preuve_signee() returns trigger language plpgsql as $$
    begin
      if (new.statut <> old.statut or new.indicateur is distinct from old.indicateur or new.livrable is distinct from old.livrable or new.empreinte <> old.empreinte or new.fichier_id is distinct from old.fichier_id)
        and exists (select from etat_preuves e where e.cpts_id = old.cpts_id and e.preuve_id = old.id) then
        raise exception 'preuve_signee' using errcode = 'check_violation', constraint = 'preuve_signee';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger preuve_signee before update on preuves for each row execute function garder_preuve_signee()`.execute(db);
}
