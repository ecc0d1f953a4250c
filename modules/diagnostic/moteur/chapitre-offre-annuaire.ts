import { accord, formaterNombre, typographier } from '#core/texte.ts';
import type { EffectifDeMetier, EffectifsDeZone, OffreDeLAnnuaire } from '#modules/annuaire/model-offre.ts';
import type { Zone } from '#modules/territoire/model.ts';
import { CODE_MEDECIN, CODES_DES_PROFESSIONS, PROFESSIONS } from '../constants.ts';
import { libelleProfession } from '../labels.ts';
import type { Barre, Chapitre, Table, Valeur } from '../model.ts';
import { comparaisons, motEcart, motZone, type Perimetre, total } from '../rules.ts';

/** One line of supply: doctors make two, those of general medicine and the others. */
export type LigneOffre = { readonly cle: string; readonly libelle: string; readonly personnes: number; readonly liberaux: number };

const RANGS: readonly string[] = PROFESSIONS;
const rang = (cle: string): number => (RANGS.includes(cle) ? RANGS.indexOf(cle) : RANGS.length);

function lignesDuMetier(m: EffectifDeMetier, libelle: (code: string) => string): readonly LigneOffre[] {
  if (m.profession !== CODE_MEDECIN) {
    const connue = CODES_DES_PROFESSIONS[m.profession];
    return [{ cle: connue ?? m.profession, libelle: connue ? libelleProfession[connue] : libelle(m.profession), personnes: m.personnes, liberaux: m.liberaux }];
  }
  return [
    { cle: 'generalistes', libelle: libelleProfession.generalistes, personnes: m.generalistes, liberaux: m.generalistesLiberaux },
    { cle: 'specialistes', libelle: libelleProfession.specialistes, personnes: m.personnes - m.generalistes, liberaux: m.liberaux - m.generalistesLiberaux },
  ];
}

/** Professions of an area in reading order, then those the pack does not know, the most numerous first. */
export const lignesDeZone = (z: EffectifsDeZone, libelle: OffreDeLAnnuaire['libelle']): readonly LigneOffre[] =>
  z.metiers.flatMap((m) => lignesDuMetier(m, libelle)).sort((a, b) => rang(a.cle) - rang(b.cle) || b.personnes - a.personnes);

const pour100000 = (n: number | undefined, habitants: number): number | undefined => (n === undefined || habitants <= 0 ? undefined : (n / habitants) * 100_000);

type Zones = readonly { readonly nom: string; readonly habitants: number; readonly lignes: ReadonlyMap<string, LigneOffre>; readonly zone: Zone }[];

function zonesDe(p: Perimetre, a: OffreDeLAnnuaire): Zones {
  const noms = new Map<string, string>(comparaisons(p).map((z) => [z.zone, z.nom]));
  return a.zones.flatMap((z) => (z.zone === 'territoire' ? [] : [{ zone: z.zone, nom: noms.get(z.zone) ?? z.zone, habitants: z.habitants, lignes: new Map(lignesDeZone(z, a.libelle).map((l) => [l.cle, l])) }]));
}

function tableDesProfessions(p: Perimetre, a: OffreDeLAnnuaire, lignes: readonly LigneOffre[], zones: Zones): Table {
  return {
    cle: 'annuaire-professions', legende: 'Professionnels du territoire d’après l’annuaire national',
    colonnes: [
      { titre: 'Profession', format: 'texte' }, { titre: 'Personnes', format: 'entier' }, { titre: 'Dont en libéral', format: 'entier' }, { titre: 'Libéraux pour 100 000 habitants', format: 'decimal', decimales: 1 },
      ...zones.map((z) => ({ titre: `${z.nom}, libéraux pour 100 000`, format: 'decimal' as const, decimales: 1 })),
    ],
    lignes: lignes.map((l) => [l.libelle, l.personnes, l.liberaux, pour100000(l.liberaux, p.population), ...zones.map((z) => pour100000(z.lignes.get(l.cle)?.liberaux ?? 0, z.habitants))]),
    provenances: [a.provenance],
  };
}

/** General practitioners as two sources count them, each said: neither is the other's correction. */
function tableDesSources(p: Perimetre, a: OffreDeLAnnuaire, ici: LigneOffre | undefined, zones: Zones): Table | undefined {
  const [estime, source] = [total(p, 'generalistes_estimes'), p.paquet.provenance('generalistes_estimes')];
  const departements = zones.flatMap((z) => {
    const cnam = p.paquet.zone('effectif:generalistes', z.zone);
    return cnam ? [{ nom: z.nom, annuaire: z.lignes.get('generalistes')?.liberaux ?? 0, cnam }] : [];
  });
  const lignes: readonly (readonly Valeur[])[] = [
    ...(estime !== undefined && source ? [['Territoire', ici?.liberaux ?? 0, estime, `${source.origine}, ${source.millesime} (estimation)`]] : []),
    ...departements.map((d) => [d.nom, d.annuaire, d.cnam.valeur, `${d.cnam.provenance.origine}, ${d.cnam.provenance.millesime}`]),
  ];
  const provenances = [a.provenance, ...(source ? [source] : []), ...departements.slice(0, 1).map((d) => d.cnam.provenance)];
  return lignes.length === 0 ? undefined : {
    cle: 'annuaire-generalistes', legende: 'Généralistes libéraux, selon la source', provenances, lignes,
    colonnes: [{ titre: 'Où', format: 'texte' }, { titre: 'Annuaire national', format: 'entier' }, { titre: 'Autre source', format: 'entier' }, { titre: 'Laquelle', format: 'texte' }],
  };
}

function phraseDe(ici: LigneOffre | undefined, densite: number | undefined, face: { readonly mot: string; readonly densite: number } | undefined, fictif: boolean): string {
  const debut = `${accord(ici?.liberaux ?? 0, 'généraliste a', 'généralistes ont')} une activité libérale dans le territoire`;
  const taux = densite === undefined ? '' : `, soit ${formaterNombre(densite, 0)} pour 100 000 habitants`;
  const comparaison = densite !== undefined && face && face.densite > 0 ? `, ${motEcart(densite, face.densite)} ${face.mot}` : '';
  return typographier(`${debut}${taux}${comparaison}${fictif ? ' (annuaire de démonstration, inventé)' : ''}.`);
}

export type ApportDeLAnnuaire = Pick<Chapitre, 'phrase' | 'chiffre' | 'notes' | 'image' | 'tables' | 'provenances'>;

/** What the national directory says of supply; `undefined` before an import, or when the edition knows nobody here. */
export function offreAnnuaire(p: Perimetre): ApportDeLAnnuaire | undefined {
  const a = p.annuaire;
  const territoire = a?.zones.find((z) => z.zone === 'territoire');
  if (!a || !territoire || territoire.metiers.length === 0) return undefined;
  const [lignes, zones] = [lignesDeZone(territoire, a.libelle), zonesDe(p, a)];
  const ici = lignes.find((l) => l.cle === 'generalistes');
  const densite = pour100000(ici?.liberaux ?? 0, p.population);
  const faces = zones.flatMap((z) => { const d = pour100000(z.lignes.get('generalistes')?.liberaux ?? 0, z.habitants); return d === undefined ? [] : [{ nom: z.nom, mot: motZone(p, z.zone), densite: d }]; });
  const sources = tableDesSources(p, a, ici, zones);
  const barres: readonly Barre[] = densite === undefined ? [] : [{ libelle: a.fictif ? 'Territoire (inventé)' : 'Territoire', valeur: densite, retenue: true }, ...faces.map((f) => ({ libelle: f.nom, valeur: f.densite }))];
  return {
    phrase: phraseDe(ici, densite, faces[0], a.fictif),
    ...(ici && { chiffre: { libelle: 'Généralistes avec une activité libérale', chiffre: { valeur: ici.liberaux, provenance: a.provenance }, format: 'entier' as const } }),
    notes: [
      'L’annuaire compte des personnes par leur identifiant national, et non des lignes : qui exerce en deux lieux compte une fois. Les étudiants n’y sont pas. Qui exerce aussi ailleurs compte ici et là-bas, et le temps de travail n’est pas connu.',
      ...(zones.length === 0 ? ['L’annuaire importé ne tient aucun département entier : la comparaison attend l’extraction nationale, ou celle de votre département.'] : []),
      ...(sources ? ['Les sources ne comptent pas de la même façon : l’annuaire, les personnes inscrites avec un lieu d’exercice libéral ; les autres, selon leur propre définition et une autre année. Aucune ne corrige l’autre.'] : []),
    ],
    ...(barres.length > 0 && { image: { genre: 'barres' as const, titre: 'Généralistes libéraux pour 100 000 habitants, d’après l’annuaire', quoi: 'Densité', format: 'decimal' as const, decimales: 0, barres } }),
    tables: [tableDesProfessions(p, a, lignes, zones), ...(sources ? [sources] : [])],
    provenances: [a.provenance],
  };
}
