import { additionner, comparer, lireFraction, UN, ZERO } from '#core/fraction.ts';
import { typographier } from '#core/texte.ts';
import { JOURS_POUR_DECLARER_AU_PLUS, LOI_1901 } from '../constants.ts';
import type { Faute, Instance, Statuts } from '../model.ts';
import { fautesDeLInstance } from './fautes-votes.ts';

const loi = (code: string, clause: string, raison: string, texte: string): Faute => ({ code, clause, contre: 'loi', raison: `${raison} (${texte}).` });
const contre = (code: string, clause: string, raison: string): Faute => ({ code, clause, contre: 'clause', raison });

function fautesDeLoi(s: Statuts): Faute[] {
  return [
    ...(s.excedents === 'partages' ? [loi('benefices_partages', 'objet', 'Une association ne partage pas de bénéfices entre ses membres', LOI_1901.benefices)] : []),
    ...(s.devolution === 'membres' ? [loi('devolution_aux_membres', 'dissolution', 'À la dissolution, les membres ne reprennent que leurs apports', LOI_1901.devolution)] : []),
    ...(s.retrait === 'interdit' ? [loi('retrait_interdit', 'membres', 'Tout membre peut se retirer en tout temps, malgré toute clause contraire', LOI_1901.retrait)] : []),
    ...(s.retrait === 'avec_accord' ? [loi('retrait_sous_condition', 'membres', 'Le retrait d’un membre ne dépend de l’accord de personne', LOI_1901.retrait)] : []),
    ...(s.adhesion === 'obligatoire' ? [loi('adhesion_forcee', 'membres', 'Nul n’est membre d’une association sans l’avoir voulu : une association est une convention', LOI_1901.benefices)] : []),
    ...(s.exclusion?.apresAudition === false ? [loi('exclusion_sans_audition', 'membres', 'Un membre n’est pas exclu sans avoir été entendu', LOI_1901.audition)] : []),
    ...(s.declarationJours !== undefined && s.declarationJours > JOURS_POUR_DECLARER_AU_PLUS ? [loi('declaration_tardive', 'declaration', 'Les changements de statuts et d’administration se déclarent dans les trois mois', LOI_1901.declaration)] : []),
  ];
}

const doubles = (liste: readonly string[]): string[] => [...new Set(liste.filter((x, i) => liste.indexOf(x) !== i))];

function fautesDesNoms(s: Statuts): Faute[] {
  const instances = new Set<string>(s.instances.map((i) => i.code));
  const fonctions = new Set(s.fonctions.map((f) => f.fonction));
  const organes: readonly (readonly [string, string, string | undefined])[] = [
    ['membres', 'admet les membres', s.admission], ['membres', 'exclut', s.exclusion?.organe], ['reglement', 'adopte le règlement intérieur', s.reglementInterieur], ['modification', 'modifie les statuts', s.modification], ['dissolution', 'prononce la dissolution', s.dissolution],
  ];
  return [
    ...doubles(s.colleges.map((c) => c.code)).map((c) => contre('college_en_double', 'colleges', `Le collège « ${c} » est créé deux fois.`)),
    ...doubles(s.fonctions.map((f) => f.fonction)).map((f) => contre('fonction_en_double', 'fonctions', `La fonction « ${f} » est créée deux fois.`)),
    ...organes.flatMap(([clause, quoi, code]) => (code !== undefined && !instances.has(code) ? [contre('organe_inconnu', clause, `L’instance qui ${quoi} (« ${code} ») n’existe pas dans les statuts.`)] : [])),
    ...s.fonctions.filter((f) => !instances.has(f.instance)).map((f) => contre('fonction_sans_instance', 'fonctions', `La fonction « ${f.nom} » est d’une instance (« ${f.instance} ») que les statuts ne créent pas.`)),
    ...(s.signataires ?? []).filter((f) => !fonctions.has(f)).map((f) => contre('signataire_inconnu', 'signature', `« ${f} » signe, et cette fonction n’existe pas.`)),
    ...s.instances.flatMap((i) => (i.convocation?.par ?? []).filter((f) => !fonctions.has(f)).map((f) => contre('convocation_par_inconnu', i.code, `« ${f} » convoque, et cette fonction n’existe pas.`))),
  ];
}

function fautesDesMandats(s: Statuts): Faute[] {
  return s.fonctions.flatMap((f) => [
    ...(f.ans === 0 ? [contre('mandat_sans_duree', 'fonctions', `Le mandat « ${f.nom} » dure zéro année.`)] : []),
    ...(f.parTiers && f.ans !== undefined && f.ans % 3 !== 0 ? [contre('tiers_et_duree', 'fonctions', `Le mandat « ${f.nom} » se renouvelle par tiers et dure ${f.ans} ans : les tiers ne tombent pas juste.`)] : []),
    ...(f.parTiers && f.renouvellements === 0 ? [contre('tiers_sans_renouvellement', 'fonctions', `Le mandat « ${f.nom} » se renouvelle par tiers, et n’est pas renouvelable.`)] : []),
  ]);
}

function fautesDesSieges(i: Instance, s: Statuts): Faute[] {
  const parCollege = i.siegesParCollege ?? [];
  const total = parCollege.reduce((n, x) => n + x.sieges, 0);
  const colleges = new Map(s.colleges.map((c) => [c.code, c]));
  const connus = s.fonctions.filter((f) => f.instance === i.code).length;
  return [
    ...(parCollege.length > 0 && i.sieges !== undefined && total !== i.sieges ? [contre('sieges_qui_ne_tombent_pas_juste', i.code, `Les sièges des collèges font ${total}, et l’instance en a ${i.sieges}.`)] : []),
    ...parCollege.flatMap(({ college }) => {
      const c = colleges.get(college);
      return c ? (c.consultatif ? [contre('siege_consultatif', i.code, `Un siège est réservé au collège « ${c.nom} », qui n’a que voix consultative.`)] : []) : [contre('siege_de_college_inconnu', i.code, `Un siège est réservé au collège « ${college} », que les statuts ne créent pas.`)];
    }),
    ...(i.sieges !== undefined && connus > i.sieges ? [contre('fonctions_au_dela_des_sieges', i.code, `${connus} fonctions pour ${i.sieges} sièges.`)] : []),
  ];
}

const ASSEMBLEES = new Set(['ag_ordinaire', 'ag_extraordinaire']);
const assemblee = (code: string | undefined): boolean => ASSEMBLEES.has(code ?? '');

/** The statutes say who decides, and not by which majority. */
const sansMajorite = (s: Statuts, organe: string | undefined, nature: string): boolean => { const i = s.instances.find((x) => x.code === organe); return i !== undefined && i.regles.majorites?.[nature] === undefined; };

const fautesDesPouvoirs = (s: Statuts): Faute[] => [
  ...(sansMajorite(s, s.modification, 'modification_statuts') ? [contre('modification_sans_majorite', 'modification', 'Les statuts disent qui les modifie, et pas à quelle majorité.')] : []),
  ...(sansMajorite(s, s.dissolution, 'dissolution') ? [contre('dissolution_sans_majorite', 'dissolution', 'Les statuts disent qui dissout l’association, et pas à quelle majorité.')] : []),
  ...(s.dissolution !== undefined && !assemblee(s.dissolution) && assemblee(s.modification) ? [contre('dissolution_plus_facile', 'dissolution', 'Il faut une assemblée pour modifier les statuts, et pas pour dissoudre l’association.')] : []),
  ...(s.exclusion?.organe === 'bureau' && assemblee(s.admission) ? [contre('exclusion_par_moins_que_l_admission', 'membres', 'L’assemblée admet les membres, et le bureau seul peut les exclure.')] : []),
];

/** Weights all written as percentages share a whole. */
function fautesDesPoids(s: Statuts): Faute[] {
  const votants = s.colleges.filter((c) => !c.consultatif);
  const enPourCent = votants.flatMap((c) => (typeof c.poids === 'string' && c.poids.trim().endsWith('%') ? (lireFraction(c.poids) ?? []) : []));
  const total = additionner(...enPourCent);
  if (enPourCent.length < 2 || enPourCent.length < votants.length || comparer(total, UN) === 0 || comparer(total, ZERO) === 0) return [];
  return [contre('poids_qui_ne_font_pas_cent', 'colleges', 'Les poids des collèges sont des pourcentages, et leur somme ne fait pas 100 %.')];
}

const fautesDeLEnsemble = (s: Statuts): Faute[] => [
  ...(s.colleges.length > 0 && s.colleges.every((c) => c.consultatif) ? [contre('tous_consultatifs', 'colleges', 'Tous les collèges n’ont que voix consultative : personne ne vote.')] : []),
  ...fautesDesPoids(s),
  ...s.colleges.filter((c) => c.consultatif && c.poids !== undefined && c.poids !== '0').map((c) => contre('consultatif_avec_poids', 'colleges', `Le collège « ${c.nom} » n’a que voix consultative, et un poids.`)),
  ...(s.cotisation?.exigee && s.cotisation.euros === 0 ? [contre('cotisation_nulle_exigee', 'membres', 'Le vote demande une cotisation payée, et elle est de zéro euro.')] : []),
  ...fautesDesPouvoirs(s),
];

/** Every clause that cannot stand, with its reason: against the law, against another clause, or against what can be counted. */
export const verifierStatuts = (s: Statuts): Faute[] =>
  [...fautesDeLoi(s), ...fautesDesNoms(s), ...fautesDesMandats(s), ...fautesDeLEnsemble(s), ...s.instances.flatMap((i) => [...fautesDesSieges(i, s), ...fautesDeLInstance(i, s)])].map((f) => ({ ...f, raison: typographier(f.raison) }));
