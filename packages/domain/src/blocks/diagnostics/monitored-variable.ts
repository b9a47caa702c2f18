import { z } from "zod";

/** A component as an operator names it. */
export const componentName = z.object({
  name: z.string().min(1).max(50),
  instance: z.string().max(50).optional(),
  evse: z.object({ id: z.int().min(0), connectorId: z.int().min(1).optional() }).optional(),
});

export const variableName = z.object({ name: z.string().min(1).max(50), instance: z.string().max(50).optional() });

type Named = { name: string; instance?: string | undefined };
type Placed = Named & { evse?: { id: number; connectorId?: number | undefined } | undefined };

/** As it goes over the wire: what was not said is not there. */
export const toComponent = ({ name, instance, evse }: Placed) => ({
  name,
  ...(instance ? { instance } : {}),
  ...(evse
    ? { evse: { id: evse.id, ...(evse.connectorId === undefined ? {} : { connectorId: evse.connectorId }) } }
    : {}),
});

export const toVariable = ({ name, instance }: Named) => ({ name, ...(instance ? { instance } : {}) });
