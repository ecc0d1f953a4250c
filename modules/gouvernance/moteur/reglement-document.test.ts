import { describe, expect, test } from 'vitest';
import { redigerReglement, texteDuReglement } from './reglement-document.ts';
import { texteDesStatuts } from './statuts-document.ts';

const page = { cpts: 'CPTS d’Exemple', date: '23 novembre 2026', etat: 'version 1' };
const net = (t: string): string => t.replace(/[\u00a0\u202f]/g, ' ');

describe('le règlement intérieur', () => {
  test('suit les mêmes réponses que les statuts', () => {
    const texte = net(texteDuReglement({ 'ag_ordinaire.delai': '15', 'ag_ordinaire.par': 'présidence', 'ag_ordinaire.procurations': '2', cotisation: '20', cotisationExigee: 'oui', reglement: 'conseil' }));
    for (const dit of ['La convocation part 15 jours au moins avant la séance', 'Nul ne porte plus de 2 procurations', 'La cotisation annuelle est de 20 €', 'Il est adopté par le conseil d’administration']) expect(texte).toContain(dit);
  });
  test('ce qui n’est pas dit est à compléter, ou absent : rien n’est supposé', () => {
    const texte = net(texteDuReglement({}));
    expect(texte).toContain('[à compléter]');
    for (const absent of ['Médiation', 'Frais', 'tourne', 'pouls']) expect(texte).not.toContain(absent);
    expect(net(texteDuReglement({ 'ri.mediation': 'non', 'ri.presidence': 'non' }))).toBe(texte);
  });
  test('ce qu’on y ajoute n’entre pas dans les statuts', () => {
    const r = { 'ri.mediation': 'oui', 'ri.frais': 'Les trajets, sur justificatif.' };
    expect(net(texteDuReglement(r))).toContain('Les trajets, sur justificatif.');
    expect(texteDesStatuts(r)).toBe(texteDesStatuts({}));
  });
  test('les fonctions y portent le nom que les statuts leur donnent', () => {
    const r = { fonctions: 'Présidence ; bureau ; 3 ; 1\nTrésorerie ; bureau ; 3 ; 1', signataires: 'présidence, trésorerie' };
    expect(net(texteDuReglement(r))).toContain('signés par présidence et trésorerie ;');
    expect(net(texteDesStatuts(r))).toContain('signés par présidence et trésorerie.');
  });
  test('les articles se suivent, et la signature vient à la fin', () => {
    const { blocs } = redigerReglement({ 'ri.mediation': 'oui', signataires: 'présidence' }, page);
    expect(blocs.flatMap((b) => (b.type === 'titre' ? [Number(/^Article\s(\d+)/.exec(b.texte)?.[1])] : []))).toEqual([1, 2, 3, 4]);
    expect(blocs.at(-1)).toMatchObject({ type: 'signatures', signataires: [{ qualite: 'presidence' }] });
  });
});
