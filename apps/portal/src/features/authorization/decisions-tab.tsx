"use client";
import "../sessions/sessions.css";
import { DecisionList } from "./decision-list";

/** Why somebody was refused at this station. */
export const DecisionsTab = ({ station }: { station: { identity: string } }) => (
  <div className="stack stack--4">
    <DecisionList station={station} />
  </div>
);
