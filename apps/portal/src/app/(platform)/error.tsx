"use client";
export { PageFailure as default } from "@/features/frame/page-failure";
