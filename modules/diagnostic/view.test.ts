import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import type { EtablissementsImportes, OffreDeLAnnuaire } from '#modules/annuaire/model-offre.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import type { DonneesPaquet } from '#modules/territoire/model.ts';
import { unLot, unPaysChiffre, unPaysComplet } from './builders.ts';
import { ecrireValeur } from './labels.ts';
import { CleChapitre } from './model.ts';
import type { Imports, Lot } from './model-chiffres.ts';
import { preparerVoisinage } from './moteur/et-si.ts';
import { perimetreDe } from './rules.ts';
import { type Diagnostic, diagnostiquer, phraseEffet, presenterEtSi, redigerDiagnostic } from './view.ts';

const donnees = process.env['MAILLAGE_DONNEES'];
if (!donnees) console.warn('Diagnostic sur données réelles non essayé : MAILLAGE_DONNEES n’est pas défini.');

const simple = (t: string): string => t.replace(/[\u00a0\u202f]/g, ' ');
const lire = (pays: DonneesPaquet, lots: readonly Lot[] = []): Diagnostic => { const p = creerPaquet(pays); return diagnostiquer(p, p.communes.map((c) => c.code), { lots }); };
const DE_LA_CAISSE = unLot({ 'sans_mt|cpts': 400, 'sans_mt|com:01900': 380, 'sans_mt|com:01901': 20, 'assures_16|com:01900': 900, 'assures_16|com:01901': 850, 'ald_sans_mt|cpts': 31 });
const chapitre = (d: Diagnostic, cle: CleChapitre) => { const c = d.chapitres.find((x) => x.cle === cle); if (!c) throw new Error(cle); return c; };

describe('chaque chapitre', () => {
  const d = lire(unPaysComplet(), [DE_LA_CAISSE]);
  test('est là, dans l’ordre de lecture', () => expect(d.chapitres.map((c) => c.cle)).toEqual(CleChapitre.options));
  test.each(CleChapitre.options)('%s : une phrase, un chiffre avec sa source, une image, un tableau', (cle) => {
    const c = chapitre(d, cle);
    expect(c.phrase).toMatch(/^[A-ZÀ-Ý0-9].*\.$/);
    expect(c.chiffre?.chiffre.provenance.millesime).toBeTruthy();
    expect(c.image).toBeDefined();
    expect(c.tables.length).toBeGreaterThan(0);
    for (const t of c.tables) for (const l of t.lignes) expect(l).toHaveLength(t.colonnes.length);
  });
  test('les clés des tableaux sont uniques : elles font leur adresse', () => {
    const cles = d.chapitres.flatMap((c) => c.tables.map((t) => t.cle));
    expect(new Set(cles).size).toBe(cles.length);
  });
  test('ce qui est calculé ou estimé ne passe jamais pour officiel', () => {
    for (const cle of ['accessibilite', 'sous_dense', 'profil'] as const) expect(chapitre(d, cle).chiffre?.chiffre.provenance.nature).toBe('estimee');
  });
});

describe('comptés à la main', () => {
  test('les habitants des zones aidées : ZIP et ZAC, ni ZAR, ni hors zonage, ni inconnue', () => {
    const c = chapitre(lire(unPaysChiffre([{ population: 1_000, zonage_medecins: 0 }, { population: 500, zonage_medecins: 1 }, { population: 300, zonage_medecins: 2 }, { population: 200, zonage_medecins: 3 }, { population: 50 }])), 'zonage');
    expect([c.chiffre?.chiffre.valeur, simple(c.phrase)]).toEqual([1_500, '2 communes sur 5 ouvrent droit à des aides à l’installation, pour 1 500 habitants.']);
    expect(c.tables[0]?.lignes.map((l) => l.slice(1, 3))).toEqual([[1, 1_000], [1, 500], [1, 300], [1, 200]]);
  });
  test('les habitants à plus de 30 minutes : 30 minutes juste n’en sont pas', () => {
    const c = chapitre(lire(unPaysChiffre([{ population: 1_000, minutes_urgences: 30 }, { population: 400, minutes_urgences: 31 }, { population: 600, minutes_urgences: 10 }])), 'urgences');
    // (1 000 × 30 + 400 × 31 + 600 × 10) / 2 000 = 24,2
    expect([c.chiffre?.chiffre.valeur, simple(c.phrase)]).toEqual([400, '400 habitants sont à plus de 30 minutes des urgences ; le trajet moyen dure 24 minutes.']);
  });
  // With a second département at 200 the median is half-way, 220 then 230: ten per cent above it is 242, then 253.
  test.each([[240, false], [260, true]])('une cause à %i pour 100 000 ici et 200 dans l’autre département : dite haute, %s', (ici, haute) => {
    const complet = unPaysComplet();
    const departements = [...complet.departements, { code: '02', nom: 'Département 02', region: '84' }];
    const zones = [...(complet.zones ?? []).filter((z) => z.cle !== 'mortalite:Tumeurs'), { cle: 'mortalite:Tumeurs', provenance: { origine: 'Exemple', millesime: '2023', nature: 'fictive' as const }, valeurs: { 'dep:01': ici, 'dep:02': 200 } }];
    expect(chapitre(lire({ ...complet, departements, zones }), 'mortalite').notes.some((n) => n.includes('tumeurs'))).toBe(haute);
  });
});

describe('sur le paquet intégré seul', () => {
  const d = lire(unPaysChiffre([{ population: 1_500 }, { population: 3_000 }]));
  test.each(CleChapitre.options.filter((c) => c !== 'profil'))('%s dit ce qu’il faut importer, et qui le publie', (cle) => {
    const { aImporter } = chapitre(d, cle);
    expect(aImporter.length).toBeGreaterThan(0);
    for (const a of aImporter) expect([a.editeur, a.fichier, a.adresse].every((x) => x.length > 2)).toBe(true);
  });
  test('la population et le profil restent dits', () => {
    expect(simple(d.phrase)).toBe('4 500 habitants dans 2 communes, profil semi-rural ou péri-urbain.');
    expect(chapitre(d, 'population').image?.genre).toBe('barres');
  });
});

describe('le secret statistique', () => {
  const d = lire(unPaysChiffre([{ population: 100, taux_pauvrete: 0.2 }, { population: 900 }]));
  test('n’est ni estimé ni remplacé : la commune reste sans valeur et la moyenne ne la compte pas', () => {
    const c = chapitre(d, 'precarite');
    expect(c.chiffre?.chiffre.valeur).toBeCloseTo(0.2, 5);
    expect(c.tables[0]?.lignes.map((l) => l[2])).toEqual([undefined, expect.closeTo(0.2, 5)]);
    expect(simple(c.notes.join(' '))).toContain('Secret statistique dans 1 commune sur 2');
  });
});

test('le document porte chaque chapitre, son image et sa source', () => {
  const document = redigerDiagnostic(lire(unPaysComplet(), [DE_LA_CAISSE]), { nom: 'CPTS d’essai', jour: Jour.parse('2026-11-23'), demo: false, carteDe: () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', largeur: 720, hauteur: 480 }) });
  const titres = document.blocs.filter((b) => b.type === 'titre');
  const images = document.blocs.filter((b) => b.type === 'image');
  expect([titres.length, images.length]).toEqual([12, 12]);
  for (const i of images) expect([i.alternative.length > 10, i.source?.startsWith('Source : ')]).toEqual([true, true]);
});

describe('et si', () => {
  const paquet = creerPaquet(unPaysChiffre([{ population: 2_000, generalistes_estimes: 1, apl_mg_2023: 3.1 }]));
  const voisinage = preparerVoisinage(perimetreDe(paquet, ['01900']));
  const vue = (textes: readonly string[]) => presenterEtSi({ base: '/cpts/essai', paquet, codes: ['01900'], textes, ...(voisinage && { voisinage }), dessinerCarte: () => '' });

  test('la valeur officielle reste à côté de la simulation', () => {
    expect(vue([]).present?.lignes[0]).toMatchObject({ officielle: 3.1, avant: expect.closeTo(2.4865, 6) });
    expect(vue([]).present).toMatchObject({ avant: 2_000, officiel: 0 });
  });
  test('un départ dans deux ans se compte à part', () => {
    const p = vue(['01900.s_installe.1', '01900.part_dans_deux_ans.2']).present;
    expect([p?.avant, p?.maintenant, p?.dansDeuxAns]).toEqual([2_000, 0, 2_000]);
  });
  test('les communes du territoire viennent d’abord, la plus peuplée est proposée ; les voisines se disent telles', () => {
    const plusieurs = creerPaquet(unPaysChiffre([{ population: 500, generalistes_estimes: 1 }, { population: 9_000, generalistes_estimes: 2 }, { population: 20_000, generalistes_estimes: 3 }]));
    const autour = preparerVoisinage(perimetreDe(plusieurs, ['01901', '01900']));
    const v = presenterEtSi({ base: '/cpts/essai', paquet: plusieurs, codes: ['01901', '01900'], textes: [], ...(autour && { voisinage: autour }), dessinerCarte: () => '' });
    expect(v.lieux.map((l) => l.nom)).toEqual(['Valmoulin-1', 'Valmoulin-2', 'Valmoulin-3 (hors du territoire)']);
    expect(v.present?.ilot.depart).toBe('01901');
  });
  test('retirer un geste garde les autres', () => {
    expect(vue(['01900.part.1', '01900.centre.3']).gestes.map((g) => g.sans)).toEqual(['g=01900.centre.3', 'g=01900.part.1']);
  });
  test.each([[2_000, 2_000, 'toujours 2 000 habitants'], [2_000, 0, '2 000 habitants de moins'], [0, 1, '1 habitant de plus']])('de %i à %i : %s', (avant, apres, mots) => expect(simple(phraseEffet(avant, apres))).toContain(mots));
});

describe('les chiffres de la caisse', () => {
  const pays = unPaysChiffre([{ population: 9_000 }, { population: 5_000 }, { population: 700 }, { population: 300 }]);
  const mots = (lots: readonly Lot[], cle: CleChapitre = 'patients') => chapitre(lire(pays, lots), cle).tables.at(-1)?.lignes.map((l) => l.map((v) => simple(ecrireValeur(v, 'entier'))));

  test('un petit effectif est masqué, et un autre avec lui : le total ne le rend pas', () => {
    expect(mots([unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 90, 'sans_mt|com:01902': 40, 'sans_mt|com:01903': 3 })])).toEqual([
      ['Valmoulin-1', '200'], ['Valmoulin-2', '90'], ['Valmoulin-3', 'masqué'], ['Valmoulin-4', 'masqué (moins de 11)'], ['Territoire', '333'],
    ]);
  });
  test('masqué par la source et donné par elle au total : protégé de même', () => {
    expect(mots([unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 90, 'sans_mt|com:01902': 'masque', 'sans_mt|cpts': 296 })])?.map((l) => l[1])).toEqual(['200', 'masqué', 'masqué (moins de 11)', '296']);
  });
  test('une commune que la source a laissée de côté ne se retrouve pas par son total', () => {
    expect(mots([unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 90, 'sans_mt|com:01902': 40, 'sans_mt|cpts': 335 })])?.map((l) => l[1])).toEqual(['200', '90', 'masqué', '335']);
  });
  test('un total lui-même petit est masqué, seul ou non', () => {
    expect(mots([unLot({ 'sans_mt|cpts': 7 })])).toEqual([['Territoire', 'masqué (moins de 11)']]);
    expect(chapitre(lire(pays, [unLot({ 'sans_mt|cpts': 7 })]), 'patients').chiffre).toBeUndefined();
  });
  test('un effectif qui en contient un autre ne le trahit pas : 12 généralistes dont 11 de 60 ans et plus ne suffisent pas à en cacher 3', () => {
    const lot = unLot({ 'generalistes|com:01900': 3, 'generalistes|com:01901': 12, 'generalistes|com:01902': 40, 'generalistes_60|com:01901': 11, 'generalistes_60|com:01902': 15 });
    const table = chapitre(lire(pays, [lot]), 'offre').tables.find((t) => t.cle === 'medecins-60');
    expect(table?.lignes.map((l) => simple(ecrireValeur(l[1], 'entier')))).toEqual(['masqué (moins de 11)', '12', 'masqué', '55']);
  });
  test('un département que le territoire couvre en entier n’a pas sa ligne : elle serait un second total', () => {
    const lot = unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 3, 'sans_mt|dep:01': 203, 'sans_mt|france': 6_000_000 });
    expect(mots([lot])?.map((l) => l[0])).toEqual(['Valmoulin-1', 'Valmoulin-2', 'Territoire', 'France']);
    const paquet = creerPaquet(pays);
    const dedans = diagnostiquer(paquet, ['01900', '01901'], { lots: [lot] });
    expect(chapitre(dedans, 'patients').tables[0]?.lignes.map((l) => l[0])).toContain(paquet.departement('01')?.nom);
  });
  test('un département dont il ne reste qu’un petit nombre hors du territoire est masqué : une soustraction le donnerait', () => {
    const dit = (departement: number) => {
      const lot = unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 40, 'sans_mt|dep:01': departement, 'sans_mt|france': 6_000_000 });
      const table = chapitre(diagnostiquer(creerPaquet(pays), ['01900', '01901'], { lots: [lot] }), 'patients').tables[0];
      return table?.lignes.slice(-3).map((l) => simple(ecrireValeur(l[1], 'entier')));
    };
    expect(dit(243)).toEqual(['240', 'masqué (moins de 11)', '6 000 000']);
    expect(dit(251)).toEqual(['240', '251', '6 000 000']);
  });
  test.each<readonly [number, 'decimal' | 'part' | 'entier', number | undefined, string]>([[3.3, 'decimal', undefined, '3,30'], [1234.5, 'decimal', 1, '1 234,5'], [7.6, 'decimal', 0, '8'], [0.62, 'part', undefined, '62,0 %'], [1234, 'entier', undefined, '1 234']])('%f s’écrit aligné dans sa colonne (%s, %s) : %s', (v, format, decimales, mots) =>
    expect(simple(ecrireValeur(v, format, decimales))).toBe(mots));
  test('zéro est publié', () => expect(mots([unLot({ 'sans_mt|com:01900': 200, 'sans_mt|com:01901': 0 })])?.map((l) => l[1])).toEqual(['200', '0', '200']));
  test('le dernier fichier par date est montré, l’ancien se lit encore', () => {
    const lots = [unLot({ 'sans_mt|cpts': 900 }, { id: 'b' }), unLot({ 'sans_mt|cpts': 1_000 }, { id: 'a', situation: Jour.parse('2025-03-12') })];
    const c = chapitre(lire(pays, lots), 'patients');
    expect(c.chiffre?.chiffre.valeur).toBe(900);
    expect(simple(c.notes.join(' '))).toContain('1 000 patients au 12 mars 2025');
    expect(c.image?.genre).toBe('lignes');
  });
  test('médecins de 60 ans et plus, dépistages : dits dès qu’un fichier les donne', () => {
    const lot = unLot({ 'generalistes|cpts': 40, 'generalistes_60|cpts': 18, 'depistage_sein|cpts': 0.47 });
    const d = lire(unPaysComplet(), [lot]);
    expect(simple(chapitre(d, 'offre').notes.join(' '))).toContain('18 généralistes ont 60 ans ou plus, soit 45 % des généralistes (CPAM d’exemple, fichier du 12 mars 2026, fictif).');
    expect(simple(chapitre(d, 'prevention').notes.join(' '))).toContain('dépistage du cancer du sein, 47 %');
    expect(chapitre(lire(pays, [lot]), 'offre').tables.map((t) => t.cle)).toEqual(['medecins-60']);
  });
  test('un long tableau coupé dans le document garde son total, et compte juste les communes laissées de côté', () => {
    const grand = unPaysChiffre(Array.from({ length: 27 }, (_, i) => ({ population: 9_000 - i * 100 })));
    const d = lire(grand, [unLot(Object.fromEntries(Array.from({ length: 27 }, (_, i) => [`sans_mt|com:${String(1900 + i).padStart(5, '0')}`, 20])))]);
    const { blocs } = redigerDiagnostic(d, { nom: 'x', jour: Jour.parse('2026-11-23'), demo: false, carteDe: () => ({ svg: '', largeur: 1, hauteur: 1 }) });
    const rang = blocs.findIndex((b) => b.type === 'tableau' && b.legende.startsWith('Patients'));
    const [tableau, note] = [blocs[rang], blocs[rang + 1]];
    expect(tableau?.type === 'tableau' && tableau.lignes.length).toBe(26);
    expect(tableau?.type === 'tableau' && tableau.lignes.at(-1)).toEqual(['Territoire', '540']);
    expect(note?.type === 'note' && simple(note.texte)).toContain('2 communes moins peuplées ne sont pas imprimées');
  });
  test('dans le document aussi, rien de masqué ne paraît', () => {
    const d = lire(pays, [unLot({ 'sans_mt|com:01900': 217, 'sans_mt|com:01901': 3, 'sans_mt|com:01902': 48 })]);
    const tableau = redigerDiagnostic(d, { nom: 'x', jour: Jour.parse('2026-11-23'), demo: false, carteDe: () => ({ svg: '', largeur: 1, hauteur: 1 }) }).blocs.find((b) => b.type === 'tableau' && b.legende.startsWith('Patients'));
    expect(simple(JSON.stringify(tableau))).toContain('["Valmoulin-2","masqué (moins de 11)"]');
    expect(simple(JSON.stringify(tableau))).toContain('["Valmoulin-3","masqué"]');
  });
});

describe('l’annuaire national et FINESS, quand ils sont importés', () => {
  const metiers = [{ profession: '10', personnes: 30, liberaux: 22, generalistes: 18, generalistesLiberaux: 15 }, { profession: '60', personnes: 40, liberaux: 25, generalistes: 0, generalistesLiberaux: 0 }, { profession: '21', personnes: 12, liberaux: 9, generalistes: 0, generalistesLiberaux: 0 }];
  const annuaire = (avec: Partial<OffreDeLAnnuaire> = {}): OffreDeLAnnuaire => ({
    provenance: { origine: 'Annuaire Santé', millesime: 'édition du 15/09/2026', nature: 'officielle' }, fictif: false, libelle: (code) => (code === '21' ? 'Pharmacien' : code),
    zones: [{ zone: 'territoire', habitants: 15_000, metiers }, { zone: 'dep:01', habitants: 20_000, metiers: [{ profession: '10', personnes: 60, liberaux: 44, generalistes: 30, generalistesLiberaux: 25 }] }], ...avec,
  });
  const avec = (pays: DonneesPaquet, imports: Omit<Imports, 'lots'>) => { const p = creerPaquet(pays); return diagnostiquer(p, p.communes.map((c) => c.code), { lots: [], ...imports }); };
  const quinzeMille = unPaysChiffre([{ population: 10_000, generalistes_estimes: 11 }, { population: 5_000 }]);

  test('la phrase compare les généralistes libéraux au département tenu par l’annuaire', () => {
    // 15 for 15,000 is 100; 25 for 20,000 is 125: a fifth less.
    expect(simple(chapitre(avec(quinzeMille, { annuaire: annuaire() }), 'offre').phrase)).toMatch(/^15 généralistes ont une activité libérale dans le territoire, soit 100 pour 100 000 habitants, 20 % de moins que le département \(.+\)\.$/);
  });
  test('les médecins se partagent en généralistes et spécialistes, les autres professions suivent', () => {
    const t = chapitre(avec(quinzeMille, { annuaire: annuaire() }), 'offre').tables.find((x) => x.cle === 'annuaire-professions');
    expect(t?.lignes.map((l) => l.slice(0, 3))).toEqual([['Médecins généralistes', 18, 15], ['Médecins spécialistes', 12, 7], ['Infirmiers', 40, 25], ['Pharmacien', 12, 9]]);
    expect(t?.lignes[0]?.slice(3)).toEqual([expect.closeTo(100, 6), expect.closeTo(125, 6)]);
  });
  test('le compte des généralistes est mis à côté de celui du paquet, chacun avec son nom', () => {
    const t = chapitre(avec(quinzeMille, { annuaire: annuaire() }), 'offre').tables.find((x) => x.cle === 'annuaire-generalistes');
    expect(t?.lignes).toEqual([['Territoire', 15, 11, 'Exemple, 2023 (estimation)']]);
  });
  test('un annuaire inventé ne prend jamais la place d’un chiffre publié, et se dit inventé', () => {
    const c = chapitre(avec(unPaysComplet(), { annuaire: annuaire({ fictif: true }) }), 'offre');
    expect([c.phrase.includes('(estimation)'), c.notes.some((n) => n.includes('inventé')), c.tables[0]?.cle]).toEqual([true, true, 'professions']);
  });
  test('un annuaire qui ne tient aucun département le dit et ne compare rien', () => {
    const seul = annuaire({ zones: [{ zone: 'territoire', habitants: 15_000, metiers }] });
    const c = chapitre(avec(quinzeMille, { annuaire: seul }), 'offre');
    expect([simple(c.phrase), c.notes.some((n) => n.includes('aucun département entier'))]).toEqual(['15 généralistes ont une activité libérale dans le territoire, soit 100 pour 100 000 habitants.', true]);
  });
  test('sans annuaire ni FINESS, le chapitre dit d’où ils viennent ; avec eux, il ne le dit plus', () => {
    const quoi = (d: Diagnostic, cle: CleChapitre) => chapitre(d, cle).aImporter.map((a) => a.fichier).join(' ');
    expect([quoi(lire(unPaysComplet()), 'offre'), quoi(lire(unPaysComplet()), 'etablissements')]).toEqual([expect.stringContaining('PS_LibreAcces'), expect.stringContaining('FINESS')]);
    expect(quoi(avec(unPaysComplet(), { annuaire: annuaire() }), 'offre')).not.toContain('PS_LibreAcces');
  });
  test('les établissements : nombres par groupe, comparaison, liste', () => {
    const un = (finess: string, categorie: string, commune = '01900') => ({ finess, nom: `Établissement ${finess}`, categorie, libelle: `cat ${categorie}`, commune });
    const finess: EtablissementsImportes = {
      provenance: { origine: 'FINESS', millesime: 'finess.csv', nature: 'officielle' }, territoire: [un('1', '355'), un('2', '620'), un('3', '620', '01901'), un('4', '500'), un('5', '604')],
      zones: [{ zone: 'dep:01', habitants: 100_000, categories: [{ categorie: '620', libelle: 'Pharmacie', nombre: 30 }, { categorie: '641', libelle: 'Antenne', nombre: 2 }] }],
    };
    const c = chapitre(avec(quinzeMille, { finess }), 'etablissements');
    expect(simple(c.phrase)).toMatch(/^Le territoire compte 1 hôpital ou clinique, 2 pharmacies et 1 Ehpad, et n’a pas de maison de santé\. Pour 100 000 habitants : 13,3 pharmacies, contre 32 dans le département/);
    expect([c.chiffre?.chiffre.valeur, c.tables[1]?.lignes.map((l) => l[3])]).toEqual([4, ['1', '2', '3', '4']]);
  });
});

describe.runIf(donnees)('sur les données de référence, l’agglomération de Brive', () => {
  const paquet = chargerPaquet();
  const d = diagnostiquer(paquet, paquet.groupement('200043172')?.membres ?? [], { lots: [unLot({ 'sans_mt|cpts': 9_000 })] });
  test('aucun chapitre n’est vide', () => expect(d.chapitres.filter((c) => c.tables.length === 0)).toEqual([]));
  test('le département et la France sont ceux des fichiers', () => {
    // Read in the files by hand: CNAM 2024, nurses, France (144.3 per 100,000) and Corrèze (565); INSEE 2021, 75 and over, Corrèze, women then men.
    const infirmiers = chapitre(d, 'offre').tables[0]?.lignes.find((l) => l[0] === 'Infirmiers');
    expect(infirmiers).toEqual(['Infirmiers', undefined, 235.9, expect.any(Number), 144.3, 565]);
    const ages = chapitre(d, 'population').tables[1]?.lignes.at(-1);
    expect(ages?.slice(1, 3)).toEqual([19_878, 12_451]);
  });
  test('les pharmacies de France font le total que l’INSEE annonce', () => {
    expect(paquet.communes.reduce((n, c) => n + (paquet.indicateur('pharmacies', c.code) ?? 0), 0)).toBe(21_580);
  });
});
