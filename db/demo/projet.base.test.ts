import { expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { faitsDeLaLettre, lireLettre, versionsDeLaSection } from '#modules/projet/queries.ts';
import { manques, sectionDe } from '#modules/projet/rules.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { demoLettre, demoLettreRelue } from './projet.ts';
import { demoTerritoire, TERRITOIRES_DEMO } from './territoire.ts';

const base = essaiAvecBase();

test('la lettre de démonstration est en cours : écrite à deux, avec encore de quoi faire', async () => {
  const cpts = await base.uneCpts();
  const [ana, bob] = [await base.unePersonne(cpts.id, ['coordination'], 'Ana'), await base.unePersonne(cpts.id, ['presidence'], 'Bob')];
  const [paquet, demande] = [chargerPaquet(), { paquet: chargerPaquet(), nom: 'CPTS de démonstration' }];
  await base.dans(cpts.id, ana.id, ['coordination'], (ctx) => demoTerritoire(ctx, paquet, TERRITOIRES_DEMO[0]));
  await base.dans(cpts.id, ana.id, ['coordination'], (ctx) => demoLettre(ctx, demande));
  await base.dans(cpts.id, bob.id, ['presidence'], (ctx) => demoLettreRelue(ctx, demande));
  await base.dans(cpts.id, ana.id, ['coordination'], async (ctx) => {
    const faits = await faitsDeLaLettre(ctx, paquet, { nom: demande.nom, demo: true });
    const lettre = await lireLettre(ctx, faits);
    const bloquants = manques(lettre, faits).filter((m) => m.bloque);
    expect(bloquants.length).toBeGreaterThan(0);
    expect(bloquants.map((m) => m.section)).not.toContain('territoire');
    expect(sectionDe(lettre, 'acteurs').modifieePar).toBe('Bob');
    expect((await versionsDeLaSection(ctx, 'acteurs')).map((v) => v.auteur)).toEqual(['Bob', 'Ana', 'Ana']);
  });
});
