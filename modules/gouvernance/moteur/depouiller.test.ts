import { describe, expect, test } from 'vitest';
import { depouiller } from './depouiller.ts';
import { exemple } from './exemple.ts';
import { phraseRefusScrutin, seuilEnMots } from './phrases.ts';
import type { RefusScrutin } from './refus.ts';
import type { Depouillement } from './resultat.ts';
import { Scrutin, type ScrutinEcrit } from './scrutin.ts';

type Regles = ScrutinEcrit['statuts']['instances'][number];
const REGLES: Regles = { code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', majorites: { ordinaire: { type: 'simple' } } };
const personnes = (n: number, college?: string) => Array.from({ length: n }, (_, i) => ({ id: `${college ?? 'm'}${i + 1}`, ...(college === undefined ? {} : { college }) }));

type Cas = Partial<Omit<ScrutinEcrit, 'statuts'>> & { regles?: Partial<Regles>; colleges?: ScrutinEcrit['statuts']['colleges']; choix?: Record<string, 'pour' | 'contre' | 'blanc' | 'abstention' | 'nul'>; decision?: string };

function voter({ regles = {}, colleges = [], choix = {}, decision = 'ordinaire', ...reste }: Cas): ReturnType<typeof depouiller> {
  const membres = reste.membres ?? personnes(10);
  return depouiller(Scrutin.parse({ statuts: { colleges, instances: [{ ...REGLES, ...regles }] }, instance: 'ag', membres, presences: membres.map((m) => m.id), vote: { type: 'resolution', decision, bulletins: Object.entries(choix).map(([membre, c]) => ({ membre, choix: c })) }, ...reste }));
}

function valeur(cas: Cas): Depouillement {
  const issue = voter(cas);
  if (!issue.ok) throw new Error(phraseRefusScrutin(issue.refus));
  return issue.valeur;
}
function refus(cas: Cas): RefusScrutin {
  const issue = voter(cas);
  if (issue.ok) throw new Error(`Pas de refus : ${issue.valeur.issue}`);
  expect(phraseRefusScrutin(issue.refus)).not.toContain('undefined');
  return issue.refus;
}
const noms = (n: number, c: 'pour' | 'contre' | 'blanc', depuis = 0) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${i + 1 + depuis}`, c]));

test('l’exemple de la commande se dépouille : une procuration en trop, une d’un autre collège, un blanc', () => {
  const issue = depouiller(Scrutin.parse(exemple));
  expect(issue.ok && issue.valeur).toMatchObject({
    issue: 'adoptee',
    corps: { inscrits: 9, presents: 6, representes: 1, voixDesInscrits: '1', procurationsEcartees: [{ de: 'm06', motif: 'au_dela_du_maximum' }, { de: 'm09', motif: 'autre_college' }] },
    // Libéraux: 3 of 4 votes cast (m05 by m02), 60 % × 3/4 ; partenaires: 1 of 2, 40 % × 1/2.
    resolution: { voix: { pour: '13/20', contre: '7/20', exprimes: '1' }, majorite: { requis: '1/2', atteinte: true } },
  });
});

describe('quorum', () => {
  const cas = (presents: number, quorum: Regles['quorum']): Depouillement => valeur({ regles: { quorum }, presences: personnes(presents).map((m) => m.id) });
  test.each([[2, false], [3, true]])('un quart au moins de dix membres : %i présents → %s', (n, atteint) => expect(cas(n, { part: '1/4', sens: 'au_moins' }).quorum.atteint).toBe(atteint));
  test.each([[4, false], [5, false], [6, true]])('plus de la moitié de dix membres : %i présents → %s', (n, atteint) => expect(cas(n, { part: '1/2', sens: 'plus_de' }).quorum.atteint).toBe(atteint));
  test('à l’exact seuil, le sens est demandé ; ailleurs non', () => {
    expect(refus({ regles: { quorum: { part: '1/2' } }, presences: ['m1', 'm2', 'm3', 'm4', 'm5'] })).toMatchObject({ code: 'regle_absente', regle: 'quorum.sens' });
    expect(cas(6, { part: '1/2' }).quorum.atteint).toBe(true);
  });
  test('non atteint, rien n’est dépouillé ; à la seconde convocation, sa règle vaut', () => {
    const regles: Partial<Regles> = { quorum: { part: '1/2', sens: 'au_moins' }, secondeConvocation: { quorum: 'aucun' } };
    const peu = { presences: ['m1'], choix: { m1: 'pour' as const } };
    expect(valeur({ regles, ...peu })).toMatchObject({ issue: 'quorum_non_atteint', resolution: null });
    expect(valeur({ regles, ...peu, seance: { convocation: 2 } }).issue).toBe('adoptee');
    expect(refus({ regles: { quorum: 'aucun' }, ...peu, seance: { convocation: 2 } })).toMatchObject({ regle: 'secondeConvocation' });
    expect(refus({ regles: { secondeConvocation: 'aucune' }, ...peu, seance: { convocation: 2 } }).code).toBe('seconde_convocation_exclue');
  });
  test('par collège : l’ensemble ne suffit pas', () => {
    const membres = [...personnes(6, 'a'), ...personnes(4, 'b')];
    const d = valeur({ membres, colleges: [{ code: 'a' }, { code: 'b' }], presences: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'b1'], regles: { quorum: { part: '1/2', sens: 'au_moins', colleges: [{ college: 'b', part: '1/2', sens: 'au_moins' }] } } });
    expect(d.quorum).toMatchObject({ atteint: false, ensemble: { atteint: true }, colleges: [{ college: 'b', compte: '1', total: '4', atteint: false }] });
  });
  test('les représentés comptent si les statuts le disent, et cela se demande', () => {
    const cas2 = (representes?: boolean): Cas => ({ regles: { quorum: { part: '1/5', sens: 'au_moins', ...(representes === undefined ? {} : { representes }) }, procurations: { maximum: 1 } }, presences: ['m1'], procurations: [{ de: 'm2', a: 'm1' }] });
    expect(valeur(cas2(true)).quorum.atteint).toBe(true);
    expect(valeur(cas2(false)).quorum.atteint).toBe(false);
    expect(refus(cas2())).toMatchObject({ regle: 'quorum.representes' });
  });
});

describe('procurations', () => {
  const porter = (cas: Cas): readonly string[] => valeur({ presences: ['m1', 'm2'], ...cas }).corps.procurationsEcartees.map((p) => `${p.de} ${p.motif}`);
  test('une procuration ne se transmet pas', () => expect(porter({ regles: { procurations: { maximum: 2 } }, procurations: [{ de: 'm4', a: 'm3' }, { de: 'm3', a: 'm1' }] })).toEqual(['m4 chaine']));
  test('mandant présent, mandataire absent, à soi-même', () => expect(porter({ regles: { procurations: { maximum: 2 } }, procurations: [{ de: 'm2', a: 'm1' }, { de: 'm3', a: 'm5' }, { de: 'm4', a: 'm4' }] })).toEqual(['m2 mandant_present', 'm3 mandataire_absent', 'm4 a_soi_meme']));
  test('interdites', () => expect(porter({ regles: { procurations: 'interdites' }, procurations: [{ de: 'm3', a: 'm1' }] })).toEqual(['m3 procurations_interdites']));
  const trois = ['m3', 'm4', 'm5'].map((de, i) => ({ de, a: 'm1', recueLe: `2026-11-2${i}` }));
  test.each([['aucune' as const, ['m3 au_dela_du_maximum', 'm4 au_dela_du_maximum', 'm5 au_dela_du_maximum']], ['premieres' as const, ['m5 au_dela_du_maximum']]])('au-delà du maximum, « %s »', (auDela, attendu) => expect(porter({ regles: { procurations: { maximum: 2, auDela } }, procurations: trois })).toEqual(attendu));
  test('les règles qui manquent se demandent : maximum, au-delà, plusieurs mandataires', () => {
    expect(refus({ presences: ['m1'], procurations: [{ de: 'm2', a: 'm1' }] })).toMatchObject({ regle: 'procurations.maximum' });
    expect(refus({ presences: ['m1'], regles: { procurations: { maximum: 2 } }, procurations: trois })).toMatchObject({ regle: 'procurations.auDela' });
    expect(refus({ presences: ['m1', 'm2'], regles: { procurations: { maximum: 2 } }, procurations: [{ de: 'm3', a: 'm1' }, { de: 'm3', a: 'm2' }] })).toMatchObject({ regle: 'procurations.plusieursMandataires' });
  });
  // Code civil, art. 2006: naming another agent for the same matter revokes the first, whether or not the other comes.
  test('qui a nommé deux mandataires n’est pas représenté par le premier, même si le dernier est absent', () => {
    const deux = [{ de: 'm3', a: 'm1', recueLe: '2026-11-20' }, { de: 'm3', a: 'm4', recueLe: '2026-11-21' }];
    const regles = (plusieursMandataires: 'derniere' | 'aucune') => ({ regles: { procurations: { maximum: 2, plusieursMandataires } } });
    expect(porter({ ...regles('derniere'), procurations: deux })).toEqual(['m3 plusieurs_mandataires', 'm3 mandataire_absent']);
    expect(porter({ ...regles('aucune'), procurations: deux })).toEqual(['m3 plusieurs_mandataires', 'm3 mandataire_absent']);
    expect(porter({ ...regles('derniere'), procurations: [{ de: 'm3', a: 'm1', recueLe: '2026-11-22' }, { de: 'm3', a: 'm4', recueLe: '2026-11-21' }] })).toEqual(['m3 mandataire_absent']);
  });
  test('deux procurations sans effet ne demandent aucune règle', () => expect(porter({ regles: { procurations: {} }, procurations: [{ de: 'm3', a: 'm4' }, { de: 'm3', a: 'm5' }] })).toEqual(['m3 mandataire_absent', 'm3 mandataire_absent']));
  test.each([
    ['le même jour, dont une sans l’heure', '2026-11-20', '2026-11-20T18:30', undefined],
    ['à la même minute, écrite de deux façons', '2026-11-20T18:30', '2026-11-20T18:30:00', undefined],
    ['à une seconde près', '2026-11-20T18:30', '2026-11-20T18:30:01', 'm1'],
  ])('deux procurations reçues %s', (_, un, autre, premier) => {
    const cas: Cas = { presences: ['m1', 'm2'], regles: { procurations: { maximum: 2, plusieursMandataires: 'derniere' } }, procurations: [{ de: 'm3', a: 'm1', recueLe: un }, { de: 'm3', a: 'm2', recueLe: autre }] };
    if (premier === undefined) expect(refus(cas)).toMatchObject({ code: 'fait_absent', fait: 'procurations.recueLe' });
    else expect(porter(cas)).toEqual(['m3 plusieurs_mandataires']);
  });
  test.each(['2026-02-30', '2026-13-01', '2026-11-20T24:00', '2026-11-20T18:60'])('un jour qui n’existe pas est refusé : %s', (recueLe) => expect(() => voter({ procurations: [{ de: 'm3', a: 'm1', recueLe }] })).toThrow('jour'));
  test('le bulletin du mandataire vaut pour son mandant, sauf s’il a le sien', () => {
    const cas: Cas = { regles: { procurations: { maximum: 2 }, egalite: 'rejet' }, presences: ['m1'], procurations: [{ de: 'm2', a: 'm1' }] };
    expect(valeur({ ...cas, choix: { m1: 'pour' } }).resolution?.voix).toMatchObject({ pour: '2', contre: '0' });
    expect(valeur({ ...cas, choix: { m1: 'pour', m2: 'contre' } }).resolution?.voix).toMatchObject({ pour: '1', contre: '1' });
  });
});

describe('majorités', () => {
  const avec = (majorite: NonNullable<Regles['majorites']>[string], choix: Cas['choix'], plus: Partial<Regles> = {}): Cas => ({ regles: { majorites: { ordinaire: majorite }, ...plus }, ...(choix ? { choix } : {}) });
  test.each([[3, 3, 'rejetee'], [4, 3, 'adoptee']])('simple : %i pour, %i contre → %s', (p, c, issue) => expect(valeur(avec({ type: 'simple' }, { ...noms(p, 'pour'), ...noms(c, 'contre', p) }, { egalite: 'rejet' })).issue).toBe(issue));
  test.each([[5, 'rejetee'], [6, 'adoptee']])('absolue des membres : %i pour sur dix → %s', (p, issue) => expect(valeur(avec({ type: 'absolue', base: 'membres' }, noms(p, 'pour'))).issue).toBe(issue));
  test.each([['au_moins' as const, 'adoptee'], ['plus_de' as const, 'rejetee']])('deux tiers, six sur neuf, « %s » → %s', (sens, issue) => expect(valeur(avec({ type: 'qualifiee', part: '2/3', sens, base: 'exprimes' }, { ...noms(6, 'pour'), ...noms(3, 'contre', 6) })).issue).toBe(issue));
  test('les blancs comptent si les statuts le disent : la majorité en dépend', () => {
    const choix = { ...noms(4, 'pour'), ...noms(2, 'contre', 4), ...noms(2, 'blanc', 6) };
    const absolue = { type: 'absolue' as const, base: 'exprimes' as const };
    expect(valeur(avec(absolue, choix, { blancs: 'non_exprimes' })).issue).toBe('adoptee');
    expect(valeur(avec(absolue, choix, { blancs: 'exprimes' })).issue).toBe('rejetee');
    expect(refus(avec(absolue, choix))).toMatchObject({ regle: 'blancs' });
    expect(valeur(avec({ type: 'simple' }, choix)).issue).toBe('adoptee');
  });
  test('les suffrages exprimés affichés suivent ce que disent les statuts, même quand la majorité n’en dépend pas', () => {
    const choix = { ...noms(3, 'pour'), ...noms(1, 'contre', 3), ...noms(2, 'blanc', 4) };
    expect(valeur(avec({ type: 'simple' }, choix, { blancs: 'exprimes' })).resolution?.voix.exprimes).toBe('6');
    expect(valeur(avec({ type: 'simple' }, choix, { blancs: 'non_exprimes' })).resolution?.voix.exprimes).toBe('4');
  });
  test.each(['toString', 'constructor', '__proto__'])('une décision « %s » n’a de majorité que si les statuts la nomment', (decision) => expect(refus({ decision })).toMatchObject({ code: 'regle_absente', regle: `majorites.${decision}` }));
  test('sans aucune voix pour, rien n’est adopté, même à seuil nul', () => expect(valeur(avec({ type: 'qualifiee', part: 0, sens: 'au_moins', base: 'exprimes' }, {})).issue).toBe('rejetee'));
  test('une majorité dont le genre n’est pas dit se demande', () => expect(refus({ decision: 'dissolution' })).toMatchObject({ code: 'regle_absente', regle: 'majorites.dissolution' }));
  test('dans chaque collège : un collège suffit à rejeter', () => {
    const membres = [...personnes(5, 'a'), ...personnes(2, 'b')];
    const choix = { a1: 'pour', a2: 'pour', a3: 'pour', a4: 'pour', b1: 'contre', b2: 'contre' } as const;
    expect(valeur({ membres, colleges: [{ code: 'a' }, { code: 'b' }], choix, regles: { majorites: { ordinaire: { type: 'simple', dansChaqueCollege: true } } } })).toMatchObject({ issue: 'rejetee', resolution: { majorite: { atteinte: true }, dansChaqueCollege: [{ college: 'a', atteinte: true }, { college: 'b', atteinte: false }] } });
  });
});

describe('égalité', () => {
  const choix = { m1: 'pour', m2: 'contre' } as const;
  test('les statuts tranchent, ou on les demande', () => {
    expect(refus({ choix })).toMatchObject({ regle: 'egalite' });
    expect(valeur({ choix, regles: { egalite: 'rejet' } }).issue).toBe('rejetee');
    expect(refus({ choix, regles: { egalite: 'voix_preponderante' } })).toMatchObject({ code: 'fait_absent', fait: 'seance.presidence' });
    expect(valeur({ choix, regles: { egalite: 'voix_preponderante' }, seance: { presidence: 'm1' } }).issue).toBe('adoptee');
    expect(valeur({ choix, regles: { egalite: 'voix_preponderante' }, seance: { presidence: 'm2' } }).issue).toBe('rejetee');
    expect(valeur({ choix, regles: { egalite: 'voix_preponderante' }, seance: { presidence: 'm3' } }).issue).toBe('rejetee');
  });
  test('la présidence ne tranche qu’en personne : représentée, sa voix compte une fois, par sa procuration', () => {
    // m1 presides and is carried by m2: two for (m2, and m1 by proxy), two against.
    const cas: Cas = { membres: personnes(4), presences: ['m2', 'm3', 'm4'], procurations: [{ de: 'm1', a: 'm2' }], choix: { m2: 'pour', m3: 'contre', m4: 'contre' }, regles: { procurations: { maximum: 1 }, egalite: 'voix_preponderante' } };
    expect(valeur({ ...cas, seance: { presidence: 'm1' } })).toMatchObject({ issue: 'rejetee', resolution: { voix: { pour: '2', contre: '2' } } });
    expect(valeur({ ...cas, seance: { presidence: 'm2' } }).issue).toBe('adoptee');
  });
  test('une égalité qu’un collège rejette de toute façon ne demande rien aux statuts', () => {
    // Two for in a, two against in b: a tie in all, and b says no.
    const membres = [...personnes(2, 'a'), ...personnes(2, 'b')];
    const cas: Cas = { membres, colleges: [{ code: 'a' }, { code: 'b' }], choix: { a1: 'pour', a2: 'pour', b1: 'contre', b2: 'contre' }, regles: { majorites: { ordinaire: { type: 'simple', dansChaqueCollege: true } } } };
    expect(valeur(cas)).toMatchObject({ issue: 'rejetee', resolution: { egalite: null } });
  });
});

describe('collèges', () => {
  const membres = [...personnes(4, 'a'), ...personnes(2, 'b')];
  const colleges = [{ code: 'a', poids: '60 %' }, { code: 'b', poids: '40 %' }];
  const choix = { a1: 'pour', a2: 'contre', b1: 'pour' } as const;
  test.each([
    ['inscrits' as const, '3/20', '7/20'], ['presents' as const, '1/5', '3/5'], ['exprimes' as const, '3/10', '7/10'],
  ])('poids partagé entre les %s', (entre, contre, pour) => expect(valeur({ membres, colleges, choix, presences: ['a1', 'a2', 'a3', 'b1'], regles: { voix: { mode: 'college_partagee', entre } } }).resolution?.voix).toMatchObject({ pour, contre }));
  test('en bloc, un collège partagé demande sa règle', () => {
    expect(refus({ membres, colleges, choix, regles: { voix: { mode: 'college_bloc' } } })).toMatchObject({ regle: 'voix.egaliteDuBloc' });
    expect(valeur({ membres, colleges, choix, regles: { voix: { mode: 'college_bloc', egaliteDuBloc: 'partage' } } }).resolution?.voix).toMatchObject({ pour: '7/10', contre: '3/10' });
  });
  test('un poids qui manque est demandé par son nom', () => expect(refus({ membres, colleges: [{ code: 'a', poids: 1 }, { code: 'b' }], choix, regles: { voix: { mode: 'du_college' } } })).toMatchObject({ regle: 'colleges.b.poids' }));
  test('à main levée, compté par collège : plus de mains que de votants, et le vote est à refaire', () => {
    const vote = (n: number): Cas => ({ membres, colleges, regles: { voix: { mode: 'du_college' } }, vote: { type: 'resolution', bulletins: [{ college: 'a', nombre: 3, choix: 'pour' }, { college: 'b', nombre: n, choix: 'contre' }] } });
    expect(valeur(vote(2)).resolution?.voix).toMatchObject({ pour: '9/5', contre: '4/5' });
    expect(refus(vote(3))).toMatchObject({ code: 'bulletins_en_trop', college: 'b', bulletins: 3, votants: 2 });
  });
});

describe('bulletins', () => {
  const secret = (secretDit: Regles['secret'], vote: object): Cas => ({ regles: secretDit ? { secret: secretDit } : {}, vote: { type: 'resolution', bulletins: [], ...vote } });
  test.each<[string, Cas, object]>([
    ['d’un absent', { presences: ['m1'], choix: { m2: 'pour' } }, { code: 'bulletin_non_admis', membre: 'm2' }],
    ['d’un membre sans droit de vote', { membres: [{ id: 'm1', droitDeVote: false }], presences: ['m1'], choix: { m1: 'pour' } }, { code: 'bulletin_non_admis' }],
    ['deux fois', { vote: { type: 'resolution', bulletins: [{ membre: 'm1', choix: 'pour' }, { membre: 'm1', choix: 'pour' }] } }, { code: 'doublon' }],
    ['mêlés', { vote: { type: 'resolution', bulletins: [{ membre: 'm1', choix: 'pour' }, { choix: 'pour' }] } }, { code: 'bulletins_meles' }],
    ['avec des candidats', { vote: { type: 'resolution', bulletins: [{ candidats: ['x'] }] } }, { code: 'bulletin_illisible' }],
    ['nominal dans un vote secret', secret({ resolutions: 'sur_demande' }, { secret: true, bulletins: [{ membre: 'm1', choix: 'pour' }] }), { code: 'secret_rompu' }],
    ['à découvert quand le secret est exigé', secret({ resolutions: 'toujours' }, {}), { code: 'secret_exige' }],
    ['secret quand rien n’en est dit', secret(undefined, { secret: true }), { code: 'regle_absente', regle: 'secret.resolutions' }],
    ['d’un membre inconnu', { choix: { m99: 'pour' } }, { code: 'bulletin_non_admis' }],
  ])('%s : refus', (_, cas, attendu) => expect(refus(cas)).toMatchObject(attendu));
});

describe('ce qu’il faut atteindre se dit en mots', () => {
  test.each([
    [{ requis: '29/2', sens: 'plus_de', part: '1/2' }, '29', 'membres', 'plus de la moitié des 29 membres, soit 15'],
    [{ requis: '29/4', sens: 'au_moins', part: '1/4' }, '29', 'membres', 'au moins le quart des 29 membres, soit 8'],
    [{ requis: '29/4', sens: 'plus_de', part: '1/4' }, '29', 'membres', 'plus du quart des 29 membres, soit 8'],
    [{ requis: '20', sens: 'plus_de', part: '2/3' }, '30', 'membres', 'plus des deux tiers des 30 membres, soit 21'],
    [{ requis: '3', sens: 'au_moins' }, '6', 'membres', 'au moins 3'],
    [{ requis: '21/2', sens: 'au_moins', part: '1/2' }, '21', 'voix', 'au moins la moitié des 21 voix, soit 10,5'],
    [{ requis: '58/7', sens: 'au_moins', part: '2/7' }, '29', 'voix', 'au moins 58/7'],
  ] as const)('%o sur %s %s', (seuil, total, unite, phrase) => expect(seuilEnMots(seuil, { total, unite })).toBe(phrase));
});
