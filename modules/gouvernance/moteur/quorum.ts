import { comparer, enTexte, type Fraction, fraction, multiplier } from '#core/fraction.ts';
import type { Corps } from './corps.ts';
import { parCode } from './corps.ts';
import { type Ponderation, porteesDe } from './poids.ts';
import { arreter, exigerRegle } from './refus.ts';
import type { Quorum, ReglesInstance, Sens, Seuil } from './regles.ts';

/** `part`: the share of the total that the statutes write; absent when they write a number. */
type SeuilMesure = { readonly sens: Sens | 'indifferent'; readonly requis: string; readonly part?: string; readonly atteint: boolean };
/** A threshold as it was met or missed. Quantities are exact, written `12` or `5/3`. */
export type SeuilCompte = { readonly college?: string; readonly compte: string; readonly total: string; readonly seuils: readonly SeuilMesure[]; readonly atteint: boolean };

export type QuorumCompte =
  | { readonly exige: false; readonly atteint: true }
  | { readonly exige: true; readonly atteint: boolean; readonly base: 'membres' | 'voix'; readonly representesComptes: boolean | null; readonly ensemble: SeuilCompte | null; readonly colleges: readonly SeuilCompte[] };

/** Compares, asking which way an exact equality falls only when there is one. */
function franchir(compte: Fraction, requis: Fraction, sens: Sens | undefined, regle: string): { sens: Sens | 'indifferent'; atteint: boolean } {
  const ordre = comparer(compte, requis);
  if (ordre !== 0) return { sens: sens ?? 'indifferent', atteint: ordre > 0 };
  const dit = exigerRegle(sens, `${regle}.sens`, `Le compte (${enTexte(compte)}) est exactement le seuil : suffit-il, ou faut-il le dépasser ?`);
  return { sens: dit, atteint: dit === 'au_moins' };
}

function mesurer(seuil: Seuil, mesure: { readonly compte: Fraction; readonly total: Fraction; readonly regle: string; readonly college?: string }): SeuilCompte {
  const { compte, total, regle, college } = mesure;
  const requis = [...(seuil.part ? [{ voulu: multiplier(seuil.part, total), part: enTexte(seuil.part) }] : []), ...(seuil.nombre ? [{ voulu: seuil.nombre }] : [])];
  if (requis.length === 0) arreter({ code: 'regle_absente', regle: `${regle}.part`, pourquoi: 'Le quorum est exigé, sans que sa part ou son nombre soit dit.' });
  const seuils = requis.map(({ voulu, ...part }): SeuilMesure => ({ ...franchir(compte, voulu, seuil.sens, regle), requis: enTexte(voulu), ...part }));
  return { ...(college === undefined ? {} : { college }), compte: enTexte(compte), total: enTexte(total), seuils, atteint: seuils.every((x) => x.atteint) };
}

/** The rule that holds at this convocation. */
function regleDuQuorum(regles: ReglesInstance, convocation: 1 | 2): { quorum: Quorum; nom: string } {
  if (convocation === 1) return { quorum: exigerRegle(regles.quorum, 'quorum', 'Il faut savoir si un quorum est exigé, et lequel.'), nom: 'quorum' };
  const seconde = exigerRegle(regles.secondeConvocation, 'secondeConvocation', 'L’instance est convoquée une seconde fois : il faut savoir avec quel quorum.');
  if (seconde === 'aucune') arreter({ code: 'seconde_convocation_exclue' });
  return { quorum: exigerRegle(seconde.quorum, 'secondeConvocation.quorum', 'L’instance est convoquée une seconde fois : il faut savoir avec quel quorum.'), nom: 'secondeConvocation.quorum' };
}

type Demande = { readonly regles: ReglesInstance; readonly convocation: 1 | 2; readonly corps: Corps; readonly ponderation: Ponderation; readonly colleges: readonly string[] };

/** The quorum of the session: of the whole body, and of the colleges the statutes name. */
export function compterQuorum({ regles, convocation, corps, ponderation, colleges }: Demande): QuorumCompte {
  const { quorum, nom } = regleDuQuorum(regles, convocation);
  if (quorum === 'aucun') return { exige: false, atteint: true };
  const enTetes = ponderation.mode === 'par_membre';
  const base = enTetes ? 'membres' : exigerRegle(quorum.base, `${nom}.base`, 'Les membres ne portent pas tous une voix : le quorum se compte-t-il en membres ou en voix ?');
  const representesComptes = corps.representes.size === 0 ? null : exigerRegle(quorum.representes, `${nom}.representes`, 'Des membres sont représentés : comptent-ils pour le quorum ?');
  const comptes = corps.votants.filter((m) => representesComptes !== false || corps.presents.has(m.id));
  const valeur = (membres: Corps['inscrits']): Fraction => (base === 'membres' ? fraction(membres.length) : porteesDe(ponderation, membres));
  const parColleges = [...(quorum.colleges ?? [])].sort((a, b) => parCode(a.college, b.college)).map((s): SeuilCompte => {
    if (!colleges.includes(s.college)) arreter({ code: 'inconnu', ou: `${nom}.colleges`, id: s.college });
    const dedans = (liste: Corps['inscrits']): Fraction => valeur(liste.filter((m) => m.college === s.college));
    return mesurer(s, { compte: dedans(comptes), total: dedans(corps.inscrits), regle: `${nom}.colleges.${s.college}`, college: s.college });
  });
  const sansEnsemble = quorum.part === undefined && quorum.nombre === undefined && parColleges.length > 0;
  const ensemble = sansEnsemble ? null : mesurer(quorum, { compte: valeur(comptes), total: valeur(corps.inscrits), regle: nom });
  return { exige: true, atteint: (ensemble?.atteint ?? true) && parColleges.every((c) => c.atteint), base, representesComptes, ensemble, colleges: parColleges };
}
