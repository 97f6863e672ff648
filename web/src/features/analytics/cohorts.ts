interface Cohort {
  devices: number
  returned: readonly { afterDays: number; devices: number | null }[]
}

export interface AverageReturn {
  rate: number | null
  returned: number
  devices: number
}

/** Over all cohorts whose day of return is over, each by its size. */
export function averageReturns(cohorts: readonly Cohort[], afterDays: number): AverageReturn {
  let returned = 0
  let devices = 0
  for (const cohort of cohorts) {
    const back = cohort.returned.find((each) => each.afterDays === afterDays)?.devices ?? null
    if (back === null) continue
    returned += back
    devices += cohort.devices
  }
  return { returned, devices, rate: devices > 0 ? returned / devices : null }
}
