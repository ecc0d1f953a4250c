import fc from 'fast-check';
import { Mission } from '#core/mission.ts';
import type { Enveloppe, Reglages, Regle, Taille } from '#modules/aci/model.ts';

/** A contract as a person writes it: days are plain text, every list is there. */
export type Saisie = {
  readonly regime: string;
  readonly taille: Taille;
  readonly signeLe: string;
  readonly priseEffet?: string;
  readonly dureeAnnees: number;
  readonly fonctionnement?: number;
  readonly missions: readonly { readonly mission: Mission; readonly debut: string; readonly fin?: string; readonly enveloppe?: Enveloppe }[];
  readonly avenants: readonly { readonly le: string; readonly taille?: Taille; readonly regime?: string; readonly fonctionnement?: number; readonly enveloppes: readonly { readonly mission: Mission; readonly enveloppe: Enveloppe }[] }[];
  readonly resiliation?: { readonly le: string };
  readonly indicateurs: readonly LigneSaisie[];
  readonly releves: readonly { readonly indicateur: string; readonly le: string; readonly valeur: number | boolean }[];
  readonly livrablesFournis: readonly { readonly indicateur: string; readonly livrable: string; readonly le: string }[];
  readonly appreciations: readonly { readonly mission: Mission; readonly annee: number; readonly taux: number }[];
  readonly crises: readonly { readonly reconnueLe: string; readonly finLe?: string }[];
  readonly reglages: Reglages;
  readonly aujourdhui?: string;
};
export type LigneSaisie = {
  readonly id: string;
  readonly mission: Mission;
  readonly annee: number;
  readonly libelle: string;
  readonly sens: 'hausse' | 'baisse';
  readonly depart?: { readonly valeur: number };
  readonly regle?: Regle;
  readonly revisions: readonly { readonly le: string; readonly regle?: Regle; readonly depart?: { readonly valeur: number } }[];
  readonly livrables: readonly { readonly id: string; readonly libelle: string; readonly obligatoire: boolean }[];
  readonly reporteDe?: string;
};

const DEBUT = Date.UTC(2022, 3, 1);
/** The day so many days after 1 April 2022. */
const jour = (n: number): string => new Date(DEBUT + n * 86_400_000).toISOString().slice(0, 10);
const CINQ_ANS = 1900;

const missions = Mission.options;
const taille = fc.constantFrom<Taille>(1, 2, 3, 4);
const regime = fc.constantFrom('ACI-2019', 'ACI-AVENANT-2');
const centimes = fc.integer({ min: 0, max: 9_999_999 });
const enveloppe = fc.record({ fixe: centimes, variable: centimes });
/** Small numbers meet the thresholds often; three decimals at most, as measured rates have. */
const nombre = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -12, max: 60 }) }, { weight: 1, arbitrary: fc.integer({ min: -9_000, max: 60_000 }).map((n) => n / 1000) });
const montant = fc.oneof(fc.integer({ min: 0, max: 5 }).map((n) => n * 100_000), fc.integer({ min: 0, max: 900_000 }));
const paliers = fc.array(fc.record({ seuil: nombre, montant }), { minLength: 1, maxLength: 5 });
const absente = <K extends string, V>(cle: K, v: V | null): { readonly [P in K]?: V } => (v === null ? {} : ({ [cle]: v } as { [P in K]?: V }));

const regle: fc.Arbitrary<Regle> = fc.oneof(
  fc.record({ type: fc.constant('atteint' as const), montant }),
  fc.record({ type: fc.constant('atteint' as const), montant, cible: nombre }),
  fc.record({ type: fc.constant('paliers_valeur' as const), paliers }),
  fc.record({ type: fc.constant('paliers_variation' as const), mesure: fc.constantFrom('absolue' as const, 'relative' as const), paliers }),
  fc.record({ type: fc.constant('compte' as const), prixUnitaire: fc.integer({ min: 0, max: 50_000 }), plafond: montant, aPartirDe: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ type: fc.constant('lineaire' as const), base: nombre, cible: nombre, plancher: fc.constantFrom(0, 0.25, 0.333, 1), montant }).filter((r) => r.base !== r.cible),
);

const reglages: fc.Arbitrary<Reglages> = fc.record({
  tauxAvance: fc.constantFrom(75, 66.6, 33.333, 0, 100),
  jours: fc.constantFrom<Reglages['jours']>('reels', 'sans_29_fevrier', 'mois_de_30'),
  arrondi: fc.constantFrom<Reglages['arrondi']>('au_plus_proche', 'inferieur', 'superieur', 'au_pair'),
  fonctionnementPremiereAnnee: fc.constantFrom('integral' as const, 'avance' as const),
  soldeApresMois: fc.integer({ min: 0, max: 24 }),
  plafonnerVariable: fc.boolean(),
  variableSiResiliation: fc.constantFrom('aucun' as const, 'selon_releves' as const),
});

/** Two runs of a mission at most, the second after the first. */
const uneMission = (mission: Mission): fc.Arbitrary<Saisie['missions']> =>
  fc.record({ debut: fc.integer({ min: -60, max: 1200 }), dure: fc.option(fc.integer({ min: 1, max: 900 })), propre: fc.option(enveloppe), pause: fc.option(fc.integer({ min: 0, max: 500 })), dure2: fc.option(fc.integer({ min: 1, max: 900 })), propre2: fc.option(enveloppe) })
    .map((x) => [
      { mission, debut: jour(x.debut), ...absente('fin', x.dure === null ? null : jour(x.debut + x.dure)), ...absente('enveloppe', x.propre) },
      ...(x.dure === null || x.pause === null ? [] : [{ mission, debut: jour(x.debut + x.dure + x.pause), ...absente('fin', x.dure2 === null ? null : jour(x.debut + x.dure + x.pause + x.dure2)), ...absente('enveloppe', x.propre2) }]),
    ]);

const avenant = (engagees: readonly Mission[]): fc.Arbitrary<Saisie['avenants'][number]> =>
  fc.record({ apres: fc.integer({ min: -30, max: CINQ_ANS }), taille: fc.option(taille), regime: fc.option(regime), fonctionnement: fc.option(centimes), enveloppes: fc.subarray([...engagees]), enveloppe })
    .map((x) => ({ le: jour(x.apres), ...absente('taille', x.taille), ...absente('regime', x.regime), ...absente('fonctionnement', x.fonctionnement), enveloppes: x.enveloppes.map((mission) => ({ mission, enveloppe: x.enveloppe })) }));

const ligne = ({ id, mission, annee }: { readonly id: string; readonly mission: Mission; readonly annee: number }): fc.Arbitrary<LigneSaisie> =>
  fc.record({
    sens: fc.constantFrom('hausse' as const, 'baisse' as const), depart: fc.option(nombre), regle: fc.option(regle, { freq: 8 }),
    revisions: fc.array(fc.record({ le: fc.integer({ min: 0, max: CINQ_ANS }), regle: fc.option(regle), depart: fc.option(nombre) }), { maxLength: 2 }),
    livrables: fc.oneof({ weight: 2, arbitrary: fc.constant<boolean[]>([]) }, { weight: 1, arbitrary: fc.array(fc.boolean(), { maxLength: 2 }) }),
  }).map((x) => ({
    id, mission, annee, libelle: id, sens: x.sens, ...absente('depart', x.depart === null ? null : { valeur: x.depart }), ...absente('regle', x.regle),
    revisions: x.revisions.map((r) => ({ le: jour(r.le), ...absente('regle', r.regle), ...absente('depart', r.depart === null ? null : { valeur: r.depart }) })),
    livrables: x.livrables.map((obligatoire, i) => ({ id: `l${i}`, libelle: 'Un livrable', obligatoire })),
  }));

const enNombre = (l: LigneSaisie): boolean => [l.regle, ...l.revisions.map((r) => r.regle)].some((r) => r !== undefined && !(r.type === 'atteint' && r.cible === undefined));

/** What is noted about a line: values on days that differ, deliverables handed in, and whether it carries on one of an earlier year. */
const suivi = (l: LigneSaisie) => fc.record({
  valeurs: fc.uniqueArray(fc.record({ le: fc.integer({ min: 0, max: CINQ_ANS + 200 }), valeur: enNombre(l) ? nombre : fc.oneof(fc.boolean(), nombre) }), { maxLength: 3, selector: (v) => v.le }),
  fournis: fc.array(fc.integer({ min: 0, max: CINQ_ANS + 200 }), { minLength: l.livrables.length, maxLength: l.livrables.length }),
  remis: fc.boolean(),
  reprend: fc.nat(20),
});

/** Contracts with every event at random days: amendments, stops and returns, crises, termination, carried lines, revisions, late values. */
export const contrats: fc.Arbitrary<Saisie> = fc
  .record({ dureeAnnees: fc.integer({ min: 1, max: 5 }), engagees: fc.subarray([...missions]), decalage: fc.integer({ min: 0, max: 700 }) })
  .chain(({ dureeAnnees, engagees, decalage }) => {
    const places = fc.array(fc.record({ mission: fc.constantFrom(...(engagees.length > 0 ? engagees : missions)), annee: fc.integer({ min: 1, max: dureeAnnees }) }), { maxLength: engagees.length === 0 ? 0 : 8 });
    return places.chain((ou) => fc.tuple(...ou.map((o, i) => ligne({ id: `ligne-${i}`, ...o })))).chain((lignes) =>
      fc.record({
        regime, taille, reglages, priseEffet: fc.option(fc.integer({ min: -90, max: 90 })), fonctionnement: fc.option(centimes, { freq: 1 }),
        missions: fc.tuple(...engagees.map(uneMission)), avenants: fc.array(avenant(engagees), { maxLength: 3 }), resiliation: fc.option(fc.integer({ min: 100, max: CINQ_ANS }), { freq: 1 }),
        suivis: fc.tuple(...lignes.map(suivi)),
        accords: fc.array(fc.record({ mission: fc.constantFrom(...missions), annee: fc.integer({ min: 1, max: dureeAnnees }), taux: fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000) }), { maxLength: 4 }),
        crises: fc.array(fc.record({ le: fc.integer({ min: 0, max: CINQ_ANS }), dure: fc.option(fc.nat(400)) }), { maxLength: 2 }), aujourdhui: fc.option(fc.integer({ min: 0, max: CINQ_ANS })),
      }).map((x) => {
        const repris = new Set<string>();
        const indicateurs = lignes.map((l, i): LigneSaisie => {
          const avant = lignes.filter((m) => m.mission === l.mission && m.annee < l.annee && !repris.has(m.id));
          const choisie = avant[(x.suivis[i]?.reprend ?? 0) % 3];
          if (!choisie) return l;
          repris.add(choisie.id);
          return { ...l, reporteDe: choisie.id };
        });
        const prise = decalage + (x.priseEffet ?? 0);
        return {
          regime: x.regime, taille: x.taille, dureeAnnees, signeLe: jour(decalage), ...absente('priseEffet', x.priseEffet === null ? null : jour(prise)), ...absente('fonctionnement', x.fonctionnement), reglages: x.reglages,
          missions: x.missions.flat(), avenants: x.avenants, ...absente('resiliation', x.resiliation === null ? null : { le: jour(decalage + x.resiliation) }),
          indicateurs,
          releves: lignes.flatMap((l, i) => (x.suivis[i]?.valeurs ?? []).map((v) => ({ indicateur: l.id, le: jour(v.le), valeur: v.valeur }))),
          livrablesFournis: lignes.flatMap((l, i) => (x.suivis[i]?.remis ? l.livrables.map((p, k) => ({ indicateur: l.id, livrable: p.id, le: jour(x.suivis[i]?.fournis[k] ?? 0) })) : [])),
          appreciations: x.accords.filter((a, i) => engagees.includes(a.mission) && x.accords.findIndex((b) => b.mission === a.mission && b.annee === a.annee) === i && !lignes.some((l) => l.mission === a.mission && l.annee === a.annee)),
          crises: x.crises.map((k) => ({ reconnueLe: jour(k.le), ...absente('finLe', k.dure === null ? null : jour(k.le + k.dure)) })),
          ...absente('aujourdhui', x.aujourdhui === null ? null : jour(x.aujourdhui)),
        };
      }),
    );
  });
