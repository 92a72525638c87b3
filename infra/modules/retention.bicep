// What becomes of old blobs. Nothing that a value rests on is deleted by itself; it moves to where keeping it costs less.
param accountName string

@description('Days until raw bodies, files and reports move to the cold tier. They are read only to redo a value.')
@minValue(1)
param coldAfterDays int = 90

@description('Days until the earlier version of an overwritten blob is deleted.')
@minValue(1)
param versionDays int = 14

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'archive-to-cold'
          enabled: true
          type: 'Lifecycle'
          definition: {
            // Evidence under runs/ stays hot: its blobs are small, and moving one costs more than it saves.
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['raw-market-data/', 'grant-batches/', 'grant-batch-reports/', 'price-files/', 'intake/']
            }
            actions: {
              baseBlob: { tierToCold: { daysAfterModificationGreaterThan: coldAfterDays } }
            }
          }
        }
        {
          name: 'forget-earlier-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: {
              version: { delete: { daysAfterCreationGreaterThan: versionDays } }
            }
          }
        }
      ]
    }
  }
}
