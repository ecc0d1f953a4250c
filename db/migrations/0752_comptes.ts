import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What is dated in a closed year is neither added nor changed; only its settling, dated in an open year, goes on. */
const GARDE = (fonction: string, jour: string, suite: string): string => `create function ${fonction} returns trigger language plpgsql security definer set search_path = public as $$
    declare v_annee integer := extract(year from new.${jour})::integer;
    begin
      ${suite}
      perform pg_advisory_xact_lock_shared(hashtextextended('exercice ' || new.cpts_id || v_annee, 0));
      if exists (select from exercices_clos e where e.cpts_id = new.cpts_id and e.annee = v_annee) then
        raise exception 'exercice clos' using errcode = 'check_violation', constraint = 'exercice_clos';
      end if;
      return new;
    end $$`;

async function creerBudget(db: Kysely<unknown>): Promise<void> {
  await sql`create table lignes_budget (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    annee integer not null constraint annee_de_budget check (annee between 2000 and 2100),
    poste text not null constraint poste_de_budget check (poste in ('fonctionnement', 'acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    fiche_id uuid,
    nature text not null constraint nature_de_budget check (nature in ('indemnites', 'remunerations', 'salaires', 'prestataires', 'achats', 'deplacements', 'banque', 'autres')),
    libelle text not null constraint budget_nomme check (length(trim(libelle)) between 2 and 200),
    centimes bigint not null constraint budget_positif check (centimes > 0),
    cle text,
    cree_par uuid references personnes,
    cree_le timestamptz not null,
    retiree_le timestamptz,
    constraint une_depense_reprise_une_fois unique (cpts_id, annee, cle),
    foreign key (cpts_id, fiche_id) references fiches_action (cpts_id, id))`.execute(db);
  await sql`create index budget_par_annee on lignes_budget (cpts_id, annee) where retiree_le is null`.execute(db);
}

async function creerFactures(db: Kysely<unknown>): Promise<void> {
  await sql`create table factures (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_facture check (statut in ('recue', 'approuvee', 'payee', 'refusee')),
    version integer not null default 1,
    fournisseur text not null constraint fournisseur_dit check (length(trim(fournisseur)) between 2 and 120),
    numero text not null constraint numero_dit check (length(trim(numero)) between 1 and 60),
    jour date not null,
    annee integer not null generated always as (extract(year from jour)::integer) stored,
    echeance date,
    centimes bigint not null constraint facture_non_nulle check (centimes <> 0),
    poste text not null constraint poste_de_facture check (poste in ('fonctionnement', 'acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    nature text not null constraint nature_de_facture check (nature in ('indemnites', 'remunerations', 'salaires', 'prestataires', 'achats', 'deplacements', 'banque', 'autres')),
    fiche_id uuid,
    libelle text not null default '',
    fichier_id uuid,
    motif text not null default '',
    saisie_par uuid not null references personnes,
    saisie_le timestamptz not null,
    approuvee_par uuid references personnes,
    approuvee_le date,
    payee_le date,
    modifiee_le timestamptz not null,
    constraint facture_approuvee_par_un_autre check (approuvee_par is null or approuvee_par <> saisie_par),
    constraint facture_approuvee_par_quelqu_un check (statut not in ('approuvee', 'payee') or (approuvee_par is not null and approuvee_le is not null)),
    constraint facture_payee_un_jour check ((statut = 'payee') = (payee_le is not null)),
    constraint facture_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id),
    foreign key (cpts_id, fiche_id) references fiches_action (cpts_id, id))`.execute(db);
  await sql`create unique index une_facture_par_numero on factures (cpts_id, lower(trim(fournisseur)), lower(trim(numero))) where statut <> 'refusee'`.execute(db);
  await sql`create index factures_par_jour on factures (cpts_id, annee, jour desc, id desc)`.execute(db);
}

async function creerSubventions(db: Kysely<unknown>): Promise<void> {
  await sql`create table subventions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_subvention check (statut in ('annoncee', 'accordee', 'abandonnee')),
    version integer not null default 1,
    financeur text not null constraint genre_de_financeur check (financeur in ('aci', 'fir', 'article_51', 'appel_a_projets', 'autre')),
    nom text not null constraint financeur_nomme check (length(trim(nom)) between 2 and 120),
    libelle text not null constraint subvention_nommee check (length(trim(libelle)) between 2 and 200),
    centimes bigint not null constraint subvention_positive check (centimes > 0),
    jour date not null,
    annee integer not null generated always as (extract(year from jour)::integer) stored,
    poste text constraint poste_de_subvention check (poste in ('fonctionnement', 'acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    fichier_id uuid,
    motif text not null default '',
    saisie_par uuid not null references personnes,
    approuvee_par uuid references personnes,
    approuvee_le date,
    modifiee_le timestamptz not null,
    constraint subvention_approuvee_par_un_autre check (approuvee_par is null or approuvee_par <> saisie_par),
    constraint subvention_approuvee_par_quelqu_un check (statut <> 'accordee' or (approuvee_par is not null and approuvee_le is not null)),
    constraint subvention_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id))`.execute(db);
  await sql`create index subventions_par_annee on subventions (cpts_id, annee, jour desc)`.execute(db);

  await sql`create table encaissements (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    subvention_id uuid not null,
    jour date not null,
    centimes bigint not null constraint encaissement_positif check (centimes > 0),
    reference text not null default '',
    note_par uuid references personnes,
    note_le timestamptz not null,
    retire_le timestamptz,
    constraint encaissement_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, subvention_id) references subventions (cpts_id, id))`.execute(db);
  await sql`create index encaissements_par_subvention on encaissements (cpts_id, subvention_id) where retire_le is null`.execute(db);
}

async function creerComptabilite(db: Kysely<unknown>): Promise<void> {
  // The numbers of accounts, the SIREN, where words of time go: choices of the CPTS with its accountant.
  await sql`create table reglages_comptables (
    cpts_id uuid primary key references cpts,
    siren text constraint siren_de_neuf_chiffres check (siren ~ '^[0-9]{9}$'),
    comptes jsonb not null default '{}' constraint comptes_en_objet check (jsonb_typeof(comptes) = 'object'),
    imputations jsonb not null default '{}' constraint imputations_en_objet check (jsonb_typeof(imputations) = 'object'),
    ouverture_le date,
    ouverture_centimes bigint,
    version integer not null default 1,
    modifie_le timestamptz not null,
    modifie_par uuid references personnes)`.execute(db);
  // Frozen when a year is closed: added to by a later closing, never rewritten.
  await sql`create table ecritures (
    cpts_id uuid not null references cpts,
    annee integer not null,
    numero integer not null constraint numero_d_ecriture check (numero > 0),
    cle text not null,
    contenu jsonb not null constraint ecriture_en_objet check (jsonb_typeof(contenu) = 'object'),
    validee_le date not null,
    primary key (cpts_id, annee, numero))`.execute(db);
}

async function creerBanque(db: Kysely<unknown>): Promise<void> {
  await sql`create table releves_bancaires (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    empreinte text not null,
    nom text not null,
    genre text not null constraint genre_de_releve check (genre in ('camt053', 'csv')),
    nombre integer not null,
    importe_le timestamptz not null,
    importe_par uuid references personnes,
    constraint releve_dans_sa_cpts_bancaire unique (cpts_id, id))`.execute(db);
  await sql`create table mouvements_bancaires (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    releve_id uuid not null,
    cle text not null,
    jour date not null,
    centimes bigint not null constraint mouvement_non_nul check (centimes <> 0),
    libelle text not null,
    contrepartie text not null default '',
    reference text not null default '',
    objet text constraint objet_de_mouvement check (objet in ('facture', 'lot', 'subvention', 'versement', 'frais', 'cotisations', 'produit', 'charge')),
    objet_id uuid,
    encaissement_id uuid,
    poste text constraint poste_de_mouvement check (poste in ('fonctionnement', 'acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    rapproche_le timestamptz,
    rapproche_par uuid references personnes,
    constraint rapproche_dit_de_quoi check ((objet is null) = (rapproche_le is null)),
    constraint un_mouvement_une_fois unique (cpts_id, cle),
    constraint mouvement_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, releve_id) references releves_bancaires (cpts_id, id),
    foreign key (cpts_id, encaissement_id) references encaissements (cpts_id, id))`.execute(db);
  await sql`create index mouvements_par_jour on mouvements_bancaires (cpts_id, jour desc, id desc)`.execute(db);
  await sql`create index mouvements_a_rapprocher on mouvements_bancaires (cpts_id, jour desc, id desc) where objet is null`.execute(db);
  await sql`create unique index un_objet_rapproche_une_fois on mouvements_bancaires (cpts_id, objet, objet_id) where objet in ('facture', 'lot', 'versement')`.execute(db);
  // The columns of a bank's CSV, told once: `entetes` is the first line of its files.
  await sql`create table modeles_releves (
    cpts_id uuid not null references cpts,
    entetes text not null,
    colonnes jsonb not null constraint colonnes_en_objet check (jsonb_typeof(colonnes) = 'object'),
    modifie_le timestamptz not null,
    primary key (cpts_id, entetes))`.execute(db);
}

/** Budget, invoices, grants, what the bank says, and the journal for the accountant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await creerBudget(db);
  await creerFactures(db);
  await creerSubventions(db);
  await creerComptabilite(db);
  await creerBanque(db);
  for (const table of ['lignes_budget', 'factures', 'subventions', 'encaissements', 'mouvements_bancaires', 'reglages_comptables', 'modeles_releves']) await isoler(db, table, 'select, insert, update');
  await isoler(db, 'ecritures', 'select, insert');
  await isoler(db, 'releves_bancaires', 'select, insert');

  const memesFaits = "if tg_op = 'UPDATE' and (new.jour, new.centimes, new.poste, new.nature, new.fournisseur) is not distinct from (old.jour, old.centimes, old.poste, old.nature, old.fournisseur) and old.statut in ('approuvee', 'payee') and new.statut in ('approuvee', 'payee') then v_annee := extract(year from coalesce(new.payee_le, old.payee_le, new.jour))::integer; end if;";
  for (const [table, fonction, jour, suite] of [['factures', 'facture_en_exercice_ouvert()', 'jour', memesFaits], ['subventions', 'subvention_en_exercice_ouvert()', 'jour', ''], ['encaissements', 'encaissement_en_exercice_ouvert()', 'jour', ''], ['mouvements_bancaires', 'mouvement_en_exercice_ouvert()', 'jour', '']] as const) {
    await sql.raw(GARDE(fonction, jour, suite)).execute(db);
    await sql.raw(`alter function ${fonction} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${fonction} from public`).execute(db);
    await sql.raw(`create trigger exercice_ouvert before insert or update on ${table} for each row when (current_user <> 'maillage_archiviste') execute function ${fonction}`).execute(db);
  }
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
