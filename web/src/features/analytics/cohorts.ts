interface Cohort {
  devices: number
  returned: readonly { afterDays: number; devices: number | null }[]
}

export interface AverageReturn {
  rate: number | null
  returned: number
  devices: number
}

/** Averages the returns of all cohorts whose day of return is complete, weighted by their size. */
export function averageReturns(cohorts: readonly Cohort[], afterDays: number): AverageReturn {
  let returned = 0
  let devices = 0
  for (const cohort of cohorts) {
    const returnedDevices =
      cohort.returned.find((each) => each.afterDays === afterDays)?.devices ?? null
    if (returnedDevices === null) continue
    returned += returnedDevices
    devices += cohort.devices
  }
  return { returned, devices, rate: devices > 0 ? returned / devices : null }
}
