using System.Reflection;
using CommandCenter.Platform.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace CommandCenter.Tests.Databases;

/// <summary>
/// Runs a theory once for every database: <c>[Theory, AllDatabases] public async Task Works(DatabaseProvider provider)</c>.
/// A database that is not there is shown as skipped, with what to install or to set.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllDatabasesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<DatabaseProvider>().Select(Row)]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow<DatabaseProvider> Row(DatabaseProvider provider) => new(provider) { Skip = TestDatabases.SkipReason(provider) };
}
