import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { DES_CHAMPS, UN_JOUR, desCommunes, desFaits, desFaitsSansTerritoire, uneLettre, unTerritoire } from '../builders.ts';
import type { CommuneDuTerritoire, FaitsLettre } from '../model.ts';
import { preremplir } from '../rules.ts';
import { calendrier, lireJour, periode } from './lettre-calendrier.ts';
import { moyennePonderee, pointsDe, reperes, reperesAbsents } from './lettre-diagnostic.ts';
import { composer, echeanceDeLaLettre, redigerLettre } from './lettre-document.ts';
import { destinataires, proposer } from './lettre-textes.ts';

const espaces = (t: string): string => t.replace(/[\u00a0\u202f]/g, ' ');
const jour = (j: string): Jour => Jour.parse(j);
const commune = (code: string, population: number): CommuneDuTerritoire => ({ code, nom: `Commune ${code}`, departement: 'D', population });
const source = { origine: 'Source', millesime: '2023', nature: 'officielle' as const };

describe('le calendrier prévisionnel', () => {
  const dates = Object.fromEntries(calendrier(jour('2026-11-12')).map((e) => [e.etape, e]));

  test('la rencontre est proposée dans les 15 jours, la lettre est validée dans les 3 mois', () => {
    expect(dates.contact?.tard).toBe('2026-11-27');
    expect(dates.lettre?.tard).toBe('2027-02-27');
  });

  test('le projet de santé s’écrit en 6 à 12 mois, et 2 mois de silence le valident', () => {
    expect(dates.projet_sante).toMatchObject({ tot: '2027-08-27', tard: '2028-02-27' });
    expect(dates.validation).toMatchObject({ tot: '2027-10-27', tard: '2028-04-27' });
  });

  test('le contrat se signe en 1 à 2 mois, les missions démarrent en 6 à 12 mois', () => {
    expect(dates.contrat).toMatchObject({ tot: '2027-11-27', tard: '2028-06-27' });
    expect(dates.missions).toMatchObject({ tot: '2028-05-27', tard: '2029-06-27' });
  });

  test('un mois trop court retombe sur son dernier jour', () => {
    expect(calendrier(jour('2026-11-15')).find((e) => e.etape === 'lettre')?.tard).toBe('2027-02-28');
  });

  test('une seule date se dit « avant », deux se disent « entre »', () => {
    expect(periode({ etape: 'lettre', tot: jour('2027-02-27'), tard: jour('2027-02-27') })).toBe('avant le 27 février 2027');
    expect(periode({ etape: 'contrat', tot: jour('2027-11-27'), tard: jour('2028-06-27') })).toBe('entre le 27 novembre 2027 et le 27 juin 2028');
  });

  test.each([['12/03/2026', '2026-03-12'], ['1-4-2026', '2026-04-01'], ['2026-04-01', '2026-04-01'], ['30/02/2026', undefined], ['', undefined]])('« %s » se lit %s', (tape, lu) => {
    expect(lireJour(tape)).toBe(lu);
  });

  test('l’échéance de la lettre suit la prise de contact quand elle est connue', () => {
    expect(echeanceDeLaLettre(uneLettre())).toBe('2027-02-27');
    expect(echeanceDeLaLettre(preremplir(desFaits(), jour('2026-11-24')))).toBe('2027-03-09');
  });
});

describe('les premiers chiffres', () => {
  const communes = [commune('99001', 3_000), commune('99002', 1_000), commune('99003', 0)];

  test('une moyenne pèse chaque commune par ses habitants', () => {
    const points = pointsDe(communes, { provenance: source, valeurs: [{ code: '99001', valeur: 0.1 }, { code: '99002', valeur: 0.3 }, { code: '88888', valeur: 9 }] });
    expect(moyennePonderee(points)).toBeCloseTo((3_000 * 0.1 + 1_000 * 0.3) / 4_000, 12);
  });

  test('sans habitant, il n’y a pas de moyenne', () => {
    expect(moyennePonderee(pointsDe([commune('99003', 0)], { provenance: source, valeurs: [{ code: '99003', valeur: 1 }] }))).toBeUndefined();
  });

  test.each([[2.4, 4_000], [2.5, 4_000], [2.51, 1_000]])('avec une APL de %d dans la plus grande commune, %i habitants sont au seuil de 2,5 ou dessous', (apl, habitants) => {
    const lieu = unTerritoire({ communes, diagnostic: { aplGeneralistes: { provenance: source, valeurs: [{ code: '99001', valeur: apl }, { code: '99002', valeur: 1 }] } } });
    const repere = reperes(lieu).find((r) => r.cle === 'apl_seuil');
    expect(espaces(repere?.valeur ?? '')).toBe(`${habitants.toLocaleString('fr-FR').replace(/\s/g, ' ')} habitants`);
    expect(repere?.portee).toMatch(/2.communes sur 3/);
  });

  test('chaque chiffre porte sa source et son millésime ; une moyenne est dite estimation', () => {
    for (const r of reperes(unTerritoire())) expect(r.source).toMatch(/20\d\d/);
    const age = reperes(unTerritoire()).find((r) => r.cle === 'part_75_ans');
    expect(age?.valeur).toContain('estimation');
  });

  test('la réserve d’une source suit le chiffre, sans encombrer son nom', () => {
    const lieu = unTerritoire({ communes, diagnostic: { tauxPauvrete: { provenance: { ...source, note: 'secret statistique' }, valeurs: [{ code: '99001', valeur: 0.2 }] } } });
    expect(reperes(lieu).find((r) => r.cle === 'taux_pauvrete')).toMatchObject({ source: 'Source, 2023', reserve: 'Source, secret statistique' });
  });

  test('le zonage compte communes et habitants de chaque zone', () => {
    const lieu = unTerritoire({ communes, diagnostic: { zonage: { provenance: source, valeurs: [{ code: '99001', zone: 'ZIP' }, { code: '99002', zone: 'HZ' }] } } });
    expect(espaces(reperes(lieu).find((r) => r.cle === 'zonage_ZIP')?.valeur ?? '')).toMatch(/^1 commune, 3 000 habitants/);
  });

  test('ce que le paquet n’a pas est nommé, jamais inventé', () => {
    const lieu = unTerritoire({ diagnostic: {} });
    expect(reperes(lieu).map((r) => r.cle)).toEqual(['population']);
    expect(reperesAbsents(lieu)).toHaveLength(4);
    const texte = proposer('diagnostic', { faits: desFaits({ territoire: lieu }), champs: {}, commenceeLe: UN_JOUR });
    expect(texte).toContain('l’accessibilité aux médecins (APL)');
  });
});

describe('les phrases', () => {
  const dire = (faits: FaitsLettre, champs = {}) => espaces(proposer('territoire', { faits, champs, commenceeLe: UN_JOUR }));

  test('sur deux départements, la caisse du siège signe', () => {
    const lieu = unTerritoire({ departements: ['Val-d’Ouvre', 'Haute-Loutre'], siege: { nom: 'Arcy', departement: 'Haute-Loutre' } });
    expect(dire(desFaits({ territoire: lieu }))).toContain('La caisse primaire d’assurance maladie du siège (Haute-Loutre) signera le contrat.');
  });

  test('une commune seule s’écrit au singulier', () => {
    const communes = desCommunes(1);
    const texte = dire(desFaits({ territoire: unTerritoire({ communes, groupements: [] }) }));
    expect(texte).toContain('réunit 1 commune et');
    expect(texte).not.toContain('intercommunalité');
  });

  test('les destinataires se déduisent du territoire, sauf si l’on en a écrit d’autres', () => {
    expect(destinataires({}, unTerritoire()).map(espaces)).toEqual(['Agence régionale de santé Île-de-Loutre', 'Caisse primaire d’assurance maladie (Val-d’Ouvre)']);
    expect(destinataires({ destinataires: 'Madame X' }, unTerritoire())).toEqual(['Madame X']);
  });

  test('ce que la personne a tapé n’est pas corrigé', () => {
    const champs = { ...DES_CHAMPS.porteur, porteur_nom: "L'asso : d'ici !" };
    expect(proposer('porteur', { faits: desFaits(), champs, commenceeLe: UN_JOUR })).toContain("L'asso : d'ici !");
  });

  test('aucune phrase proposée ne garde un espace simple avant un deux-points, ni une apostrophe droite', () => {
    for (const faits of [desFaits(), desFaitsSansTerritoire()]) {
      for (const s of preremplir(faits, UN_JOUR).sections) expect(s.proposition).not.toMatch(/ [:;!?»]|'|« /);
    }
  });
});

describe('la lettre composée', () => {
  const rediger = (faits: FaitsLettre, manquent = 0) => redigerLettre({ lettre: uneLettre(faits), faits, aujourdhui: UN_JOUR, manquent });

  test('chaque commune est dans le tableau, et le total est celui du territoire', () => {
    const tableau = rediger(desFaits()).blocs.find((b) => b.type === 'tableau');
    expect(tableau?.lignes).toHaveLength(12);
    expect(tableau?.total?.map(espaces)).toEqual(['12 communes', '', '', '142 620']);
  });

  test('le texte d’une personne remplace le texte proposé ; les tableaux restent à jour', () => {
    const lettre = uneLettre();
    const ecrite = { ...lettre, sections: lettre.sections.map((s) => (s.cle === 'territoire' ? { ...s, texte: 'Notre territoire est beau.' } : s)) };
    const section = composer(ecrite, desFaits()).find((s) => s.cle === 'territoire');
    expect(section?.blocs[0]).toEqual({ type: 'paragraphe', texte: 'Notre territoire est beau.' });
    expect(section?.blocs.some((b) => b.type === 'tableau')).toBe(true);
  });

  test('une lettre qui manque de quelque chose le dit en tête, une lettre prête ne dit rien', () => {
    expect(rediger(desFaits(), 3).blocs[0]).toMatchObject({ type: 'encadre', ton: 'attention' });
    expect(rediger(desFaits()).blocs[0]).toMatchObject({ type: 'titre' });
  });

  test('la démonstration ne se fait jamais passer pour une vraie lettre', () => {
    expect(JSON.stringify(rediger(desFaits({ demo: true })).blocs[0])).toContain('démonstration');
  });

  test('les mêmes faits et le même jour donnent la même lettre', () => {
    expect(rediger(desFaits())).toEqual(rediger(desFaits()));
  });

  test('mille communes ont chacune leur ligne', () => {
    const faits = desFaits({ territoire: unTerritoire({ communes: desCommunes(1_000) }) });
    expect(rediger(faits).blocs.find((b) => b.type === 'tableau')?.lignes).toHaveLength(1_000);
  });
});
