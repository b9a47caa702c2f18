"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import type { ReservationRow } from "./reservation";
import { useMoment, usePlace } from "./reservation-words";

/** Names what becomes free, and asks once; what came of it stands in the reservation's life. */
export function CancelReservation({ reservation, onClose }: { reservation: ReservationRow; onClose: () => void }) {
  const t = useTranslations("reservation");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const place = usePlace();
  const moment = useMoment();
  const cancel = useMutation(
    trpc.reservation.cancel.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.reservation.pathKey() });
        onClose();
      },
    }),
  );
  const { id, idToken, stationIdentity, expiresAt, timeZone } = reservation;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("cancelTitle", { card: idToken })}
      note={t("cancelNote", {
        place: place(reservation),
        station: stationIdentity,
        until: moment(expiresAt, timeZone),
      })}
      footer={
        <>
          <Button onClick={onClose}>{ui("close")}</Button>
          <Button look="stop" busy={cancel.isPending} onClick={() => cancel.mutate({ id })}>
            {t("cancel")}
          </Button>
        </>
      }
    >
      {cancel.error ? <Failure error={cancel.error} /> : null}
    </Dialog>
  );
}
