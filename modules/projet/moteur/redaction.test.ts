import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uneSection, uneVersion } from '../builders.ts';
import { contenuEnvoye, deciderEnregistrement, empreinte, enTexte, normaliser, nouveaute, reunir, versionPrecedente } from './redaction.ts';

const propose = 'Premier paragraphe.\n\nDeuxième paragraphe.';
const envoi = (texte: string, champs: Record<string, string> = {}) => ({ texte, champs, montree: empreinte(propose), base: 1 });

describe('le texte proposé et le texte d’une personne', () => {
  test('renvoyé tel quel, il reste proposé et suivra les faits', () => {
    expect(contenuEnvoye(envoi(propose.replace(/\n/g, '\r\n'))).texte).toBeNull();
  });

  test('un mot changé, et il devient celui de la personne', () => {
    expect(contenuEnvoye(envoi(`${propose} Ajout.`)).texte).toBe(`${propose} Ajout.`);
  });

  test('un texte de personne renvoyé tel quel reste le sien', () => {
    expect(contenuEnvoye({ texte: propose, champs: {}, base: 1 }).texte).toBe(propose);
  });

  test('vidé, il redevient le texte proposé', () => expect(contenuEnvoye(envoi('  \n ')).texte).toBeNull());

  test('les champs vides ne sont pas gardés', () => expect(contenuEnvoye(envoi(propose, { a: ' ', b: 'x ' })).champs).toEqual({ b: 'x' }));

  test('l’empreinte ignore les fins de ligne et rien d’autre', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (empreinte(a) === empreinte(b)) === (normaliser(a) === normaliser(b))));
    expect(empreinte('a\r\nb')).toBe(empreinte('a\nb'));
  });
});

describe('quand les faits changent', () => {
  test('rien à dire tant que la proposition est la même', () => {
    expect(nouveaute(uneSection({ proposition: 'A' }), 'A').cas).toBe('aucune');
  });
  test('un texte proposé suit, et le changement se voit', () => {
    expect(nouveaute(uneSection({ proposition: '12 communes', texte: null }), '13 communes')).toEqual({ cas: 'suivie', avant: '12 communes', apres: '13 communes' });
  });
  test('le texte d’une personne n’est jamais réécrit : il est dit dépassé', () => {
    expect(nouveaute(uneSection({ proposition: '12 communes', texte: 'Nos 12 communes' }), '13 communes').cas).toBe('depassee');
  });
  test('une section que personne n’a enregistrée n’annonce rien', () => {
    expect(nouveaute(uneSection({ version: 0, proposition: 'A' }), 'B').cas).toBe('aucune');
  });
});

describe('enregistrer', () => {
  const actuelle = uneSection({ version: 3, texte: 'B', modifieePar: 'Ibrahim' });
  test('depuis la version présente : oui', () => expect(deciderEnregistrement(actuelle, { champs: {}, texte: 'C' }, 3)).toMatchObject({ ok: true }));
  test('depuis une version plus ancienne : non, et l’on sait qui est passé entre-temps', () => {
    expect(deciderEnregistrement(actuelle, { champs: {}, texte: 'C' }, 2)).toEqual({ ok: false, refus: { code: 'section_modifiee_entre_temps', version: 3, par: 'Ibrahim' } });
  });
  test('le même contenu n’est pas un conflit, même depuis une vieille page', () => {
    expect(deciderEnregistrement(actuelle, { champs: {}, texte: 'B' }, 1)).toEqual({ ok: false, refus: { code: 'rien_de_change' } });
  });
});

describe('réunir deux textes écrits en même temps', () => {
  const base = { champs: { a: '1', b: '1' }, texte: 'Un.\n\nDeux.\n\nTrois.', proposition: '' };

  test('deux paragraphes différents se complètent', () => {
    const r = reunir(base, uneSection({ ...base, texte: 'Un changé.\n\nDeux.\n\nTrois.' }), { ...base, texte: 'Un.\n\nDeux.\n\nTrois.\n\nQuatre.' });
    expect(r).toEqual({ contenu: { champs: base.champs, texte: 'Un changé.\n\nDeux.\n\nTrois.\n\nQuatre.' }, entiere: true });
  });

  test('le même paragraphe changé deux fois demande une personne, et garde ce qui est envoyé', () => {
    const r = reunir(base, uneSection({ ...base, texte: 'Un A.\n\nDeux.\n\nTrois.' }), { ...base, texte: 'Un B.\n\nDeux.\n\nTrois.' });
    expect(r).toEqual({ contenu: { champs: base.champs, texte: 'Un B.\n\nDeux.\n\nTrois.' }, entiere: false });
  });

  test('deux champs différents se complètent ; le même champ demande une personne', () => {
    expect(reunir(base, uneSection({ ...base, champs: { a: '2', b: '1' } }), { ...base, champs: { a: '1', b: '2' } })).toMatchObject({ contenu: { champs: { a: '2', b: '2' } }, entiere: true });
    expect(reunir(base, uneSection({ ...base, champs: { a: '2', b: '1' } }), { ...base, champs: { a: '3', b: '1' } })).toMatchObject({ contenu: { champs: { a: '3' } }, entiere: false });
  });

  test('ce que l’un a ajouté à une liste ne perd pas ce que l’autre y a mis', () => {
    const liste = { champs: { l: 'un\ndeux\ntrois' }, texte: null, proposition: '' };
    const r = reunir(liste, uneSection({ ...liste, champs: { l: 'zéro\nun\ndeux\ntrois' } }), { ...liste, champs: { l: 'un\ndeux\ntrois\nquatre' } });
    expect(r).toMatchObject({ contenu: { champs: { l: 'zéro\nun\ndeux\ntrois\nquatre' } }, entiere: true });
  });
});

describe('lire les versions', () => {
  test('une version se lit d’un bloc, champs d’abord', () => {
    expect(enTexte({ champs: { a: 'x', b: 'u\nv' }, texte: 'Texte' }, '', { a: 'A', b: 'B' })).toBe('A\u00a0: x\nB\u00a0:\nu\nv\n\nTexte');
  });

  test('la précédente d’une version saute les textes mis de côté', () => {
    const { numero: _, ...sansNumero } = uneVersion({ motif: 'mise_de_cote' });
    expect(versionPrecedente([uneVersion({ numero: 1 }), sansNumero, uneVersion({ numero: 2 }), uneVersion({ numero: 3 })], 3)?.numero).toBe(2);
  });
});
