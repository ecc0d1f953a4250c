import type { Services } from './services.ts';
import type { Routes } from './routes.ts';
import { routesPilotage } from '#modules/pilotage/routes.tsx';

/** Where each module joins the house: `app` is the whole, `cpts` what lives under `/cpts/:cpts`. */
export function brancherModules(_app: Routes, cpts: Routes, _services: Services): void {
  routesPilotage(cpts);
}
