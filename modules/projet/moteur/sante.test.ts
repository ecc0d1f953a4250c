import { describe, expect, test } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { Jour } from '#core/jour.ts';
import { type RemarqueInterne, RemarqueInterneId } from '../model.ts';
import { CleChapitreSante, type FaitsSante } from './chapitres.ts';
import { manquesDuProjet, projetVierge, proposerChapitre, resumerProjet } from './sante.ts';
import { chosesDesRemarques, presenterChapitre } from './vue-sante.ts';

const desFaits = (avec: Partial<FaitsSante> = {}): FaitsSante => ({ nom: 'CPTS des Essais', demo: false, chapitres: [], constats: [], scenarios: [], aides: [], demarrages: [], ...avec });
const espaces = (s: string): string => s.replace(/[\u00a0\u202f]/g, ' ');
const [ana, zoe] = ['0198f000-0000-7000-8000-0000000000a1', '0198f000-0000-7000-8000-0000000000a2'].map((id) => PersonneId.parse(id));
if (!ana || !zoe) throw new Error('personnes');

describe('les chapitres préparés', () => {
  test('la gouvernance dit ce que disent les statuts et le registre, et rien de plus', () => {
    const texte = espaces(proposerChapitre('gouvernance', desFaits({
      association: { nom: 'Association des Essais', colleges: ['Libéraux', 'Partenaires'], instances: [{ nom: 'Conseil', sieges: 9, decision: 'décide à la majorité simple (plus de voix pour que contre)' }, { nom: 'Bureau' }], mandats: [{ fonction: 'Présidence', nom: 'Anselme Exemple' }] },
      membres: { total: 12, professions: [{ libelle: 'Infirmier', membres: 7 }, { libelle: 'Médecin', membres: 4 }] },
    })));
    for (const attendu of ['Association des Essais', '- Conseil, 9 sièges : décide à la majorité simple', '- Bureau', 'Anselme Exemple (Présidence)', '12 membres', 'Infirmier (7) et Médecin (4)', 'Libéraux et Partenaires']) expect(texte).toContain(attendu);
    expect(texte).not.toContain('[à compléter]');
  });

  test('sans statuts ni registre, ce qui n’est pas connu reste à compléter', () => {
    const texte = espaces(proposerChapitre('gouvernance', desFaits()));
    expect(texte.split('[à compléter]')).toHaveLength(3);
    expect(texte).not.toContain('membres');
  });

  test('un objectif par constat retenu, avec le chiffre d’où il part quand il y en a un', () => {
    const constats = [{ texte: 'On attend trop.', nature: 'Besoin', chiffre: { libelle: 'Délai médian', ecrit: '11 jours', source: 'Enquête, 2026' } }, { texte: 'On s’entend bien.', nature: 'Force' }];
    const texte = espaces(proposerChapitre('objectifs', desFaits({ constats })));
    expect(texte.match(/## Objectif \d/g)).toEqual(['## Objectif 1', '## Objectif 2']);
    expect(texte.match(/Point de départ/g)).toHaveLength(1);
    expect(texte).toContain('Point de départ : Délai médian, 11 jours (Enquête, 2026).');
    expect(espaces(proposerChapitre('evaluation', desFaits({ constats })))).toContain('- Délai médian : aujourd’hui 11 jours (Enquête, 2026) ; cible dans un an : [à compléter]');
  });

  test('le diagnostic cite les enquêtes closes, et ne demande rien de plus quand il n’a qu’elles', () => {
    const texte = espaces(proposerChapitre('diagnostic', desFaits({ enquetes: [{ titre: 'Se soigner ici', reponses: '43 personnes ont répondu.', resultats: ['Avez-vous un médecin ? « Oui » : 24 sur 43 (56 %).', 'Combien d’attente ? « Plus de 15 jours » : 20 sur 43 (47 %).'] }] })));
    expect(texte).toBe('## Enquête « Se soigner ici »\n\n43 personnes ont répondu.\n\n- Avez-vous un médecin ? « Oui » : 24 sur 43 (56 %).\n- Combien d’attente ? « Plus de 15 jours » : 20 sur 43 (47 %).');
  });

  test('les objectifs écrits remplacent les objectifs à écrire ; les constats sans objectif restent à reprendre', () => {
    const constats = [{ texte: 'On attend trop.', nature: 'Besoin', chiffre: { libelle: 'Délai médian', ecrit: '11 jours', source: '' } }, { texte: 'Peu de kinés.', nature: 'Besoin' }];
    const objectif = { titre: 'Voir un médecin en trois jours', mission: 'Accès aux soins', annee: 2027, indicateur: 'Délai médian', cible: '3 jours', constats: constats.slice(0, 1), actions: ['Créneaux partagés'] };
    const texte = espaces(proposerChapitre('objectifs', desFaits({ constats, objectifs: [objectif] })));
    for (const attendu of ['## Voir un médecin en trois jours', 'Mission « Accès aux soins », pour la fin de 2027.', 'Constat : On attend trop.', 'Point de départ : Délai médian, 11 jours.', 'Mesure : Délai médian. Cible : 3 jours.', 'Actions : Créneaux partagés.', '- Peu de kinés. [à compléter]']) expect(texte).toContain(attendu);
    expect(texte).not.toContain('- On attend trop.');
    expect(texte).not.toContain('## Objectif 1');
    expect(espaces(proposerChapitre('evaluation', desFaits({ constats, objectifs: [objectif] })))).toContain('- Délai médian ; cible 2027 : 3 jours');
    expect(espaces(proposerChapitre('objectifs', desFaits({ constats, objectifs: [{ ...objectif, cible: '' }] })))).toContain('Mesure : Délai médian. Cible : [à compléter]');
  });

  test('le chapitre des actions reprend les fiches ; ce que la fiche ne dit pas reste à compléter', () => {
    const fiche = { titre: 'Créneaux partagés', mission: 'Accès aux soins', objectif: 'Offrir 650 créneaux.', sert: 'Voir un médecin en trois jours', pilote: 'Prune', periode: 'du 1 janvier 2027 au 30 juin 2027', partenaires: ['SAS', 'Mairie'] };
    const texte = espaces(proposerChapitre('actions', desFaits({ constats: [{ texte: 'On attend trop.', nature: 'Besoin' }], fiches: [fiche] })));
    for (const attendu of ['## Créneaux partagés', 'pour l’objectif : Voir un médecin en trois jours.', 'Offrir 650 créneaux.', 'Pilote : Prune. Calendrier : du 1 janvier 2027 au 30 juin 2027.', 'Partenaires : SAS et Mairie.']) expect(texte).toContain(attendu);
    expect(texte).not.toContain('## Action 1');
    expect(texte).not.toContain('[à compléter]');
    const { pilote: _, ...sans } = fiche;
    expect(espaces(proposerChapitre('actions', desFaits({ fiches: [{ ...sans, periode: '' }] })))).toContain('Pilote : [à compléter] Calendrier : [à compléter]');
  });

  test('ce qui manque suit le texte : chapitre par chapitre, rien quand tout est écrit', () => {
    const faits = desFaits();
    expect(manquesDuProjet(projetVierge(faits), faits).map((m) => m.cle)).toEqual([...CleChapitreSante.options]);
    const ecrit = { commence: true, chapitres: projetVierge(faits).chapitres.map((c) => ({ ...c, version: 2, texte: 'Un texte fini.' })) };
    expect(manquesDuProjet(ecrit, faits)).toEqual([]);
  });

  test('le résumé d’une page ne montre jamais un passage à compléter', () => {
    const faits = desFaits({ constats: [{ texte: 'On attend trop.', nature: 'Besoin' }] });
    const resume = resumerProjet({ projet: projetVierge(faits), faits, aujourdhui: Jour.parse('2026-11-23') });
    expect(JSON.stringify(resume.blocs)).not.toContain('à compléter');
    expect(JSON.stringify(resume.blocs)).toContain('On attend trop.');
  });
});

const remarque = (n: number, avec: Partial<RemarqueInterne> = {}): RemarqueInterne => ({ id: RemarqueInterneId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`), cle: 'budget', passage: '', texte: `Mot ${n}`, auteurId: zoe, auteur: 'Zoé', le: new Date('2026-11-20T10:00:00Z'), reglee: false, ...avec });
const choses = (remarques: readonly RemarqueInterne[], moi: PersonneId, ecrit: boolean): readonly string[] => chosesDesRemarques({ remarques, moi, ecrit, base: '/cpts/x' }).map((c) => c.id);

describe('une remarque attend', () => {
  test('qui écrit le projet, jusqu’à sa réponse ou son règlement', () => {
    expect(choses([remarque(1)], ana, true)).toEqual(['remarques-budget']);
    expect(choses([remarque(1), remarque(2, { parent: remarque(1).id, auteurId: ana })], ana, true)).toEqual([]);
    expect(choses([remarque(1, { reglee: true })], ana, true)).toEqual([]);
  });
  test('qui a parlé là quand on lui répond ; un membre qui n’a rien dit n’est pas dérangé', () => {
    const fil = [remarque(1), remarque(2, { parent: remarque(1).id, auteurId: ana })];
    expect(choses(fil, zoe, false)).toEqual(['remarques-budget']);
    expect(choses([remarque(1, { auteurId: ana })], zoe, false)).toEqual([]);
  });
  test('une ligne par chapitre, trois au plus', () => {
    expect(choses([1, 2].map((n) => remarque(n)), ana, true)).toEqual(['remarques-budget']);
    expect(choses(CleChapitreSante.options.map((cle, n) => remarque(n, { cle })), ana, true)).toHaveLength(3);
  });
});

test('un passage cité est dit disparu quand le texte ne le contient plus, aux espaces près', () => {
  const faits = desFaits();
  const projet = projetVierge(faits);
  const c = { cle: 'budget' as const, version: 2, champs: {}, proposition: '', texte: 'Deux postes,\ndont un  nouveau.' };
  const f = { base: '', fuseau: 'Europe/Paris', qui: { personneId: ana, nom: 'Ana', roles: ['coordination' as const] }, faits, projet, plumes: [], remarques: [remarque(1, { passage: 'deux postes, dont un nouveau' }), remarque(2, { passage: 'trois postes' })] };
  expect(presenterChapitre(f, c, { versions: [] }).fils.map((x) => x.disparu)).toEqual([false, true]);
});
