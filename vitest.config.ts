import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** Vitest keeps one core for itself by default: on two cores, that is half of the machine. */
const maxWorkers = Math.max(2, availableParallelism());

/** What lasts longest, first: nothing long is left alone at the end. */
const LONGS = ['e2e/galerie.e2e.ts', 'e2e/se-reunir.e2e.ts', 'e2e/nouveau-venu.e2e.ts', 'moteur/exhaustif.test.ts', 'tools/programmes.test.ts'];

/** Pure too, and long: what is compared with a reference by the thousand, writes documents, reads large files or starts programs. */
const LONGUEMENT = [
  'cli/**/*.test.ts',
  'modules/*/moteur/{exhaustif,reference,simulation}.test.ts',
  'modules/aci/moteur/{calculer,gestes}.test.ts',
  'modules/gouvernance/moteur/departage.test.ts',
  'modules/annuaire/moteur/extraction.test.ts',
  'modules/dialogue/moteur/ecarts.test.ts',
  'server/calendriers/*.test.ts',
  'server/documents/*.test.ts',
  'server/exploitation/import-annuaires.test.ts',
  'tools/programmes.test.ts',
];
const DE_BASE = '**/*.base.test.*';

/**
 * What a test may take at most: far more than it does, for a machine that others load. A speed is measured in bench/, never here.
 * What a test waits for (`bientot`, `expect.poll`) has its own limit, shorter, so that the failure says what did not come.
 */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 400_000, expect: { poll: { timeout: 60_000, interval: 100 } } } as const;

/** Pure: nothing to protect one file from another. In threads, what reads large buffers waits for the memory of all. */
const pur = { ...PATIENCE, pool: 'forks', isolate: false, maxWorkers } as const;

const rang = (f: TestSpecification): number => {
  const i = LONGS.findIndex((l) => f.moduleId.endsWith(l));
  return i < 0 ? LONGS.length : i;
};

class DuPlusLong extends BaseSequencer {
  override async sort(fichiers: TestSpecification[]): Promise<TestSpecification[]> {
    const groupe = (f: TestSpecification): number => f.project.config.sequence.groupOrder;
    return (await super.sort(fichiers)).toSorted((a, b) => groupe(a) - groupe(b) || rang(a) - rang(b));
  }
}

export default defineConfig({
  oxc: jsx,
  test: {
    reporters: ['default'],
    sequence: { sequencer: DuPlusLong },
    projects: [
      {
        oxc: jsx,
        test: {
          ...pur,
          name: 'unit',
          include: ['{core,modules,web,server,db,fhir,cli,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: [DE_BASE, ...LONGUEMENT, ...configDefaults.exclude],
          sequence: { groupOrder: 3 },
        },
      },
      {
        oxc: jsx,
        test: { ...pur, name: 'longs', include: LONGUEMENT, exclude: [DE_BASE, ...configDefaults.exclude], sequence: { groupOrder: 3 } },
      },
      {
        oxc: jsx,
        test: {
          ...PATIENCE,
          name: 'base',
          include: ['{core,modules,web,server,db,fhir,cli,tools}/**/*.base.test.{ts,tsx}'],
          pool: 'threads',
          maxWorkers,
          sequence: { groupOrder: 2 },
          globalSetup: ['db/essais.global.ts'],
        },
      },
      {
        oxc: jsx,
        test: {
          ...PATIENCE,
          name: 'e2e',
          include: ['e2e/**/*.e2e.{ts,tsx}'],
          pool: 'forks',
          maxWorkers,
          sequence: { groupOrder: 1 },
          maxConcurrency: 3,
          globalSetup: ['e2e/communs.global.ts'],
        },
      },
    ],
  },
});
