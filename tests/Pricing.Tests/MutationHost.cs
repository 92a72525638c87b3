using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pricing.Tests;

[assembly: AssemblyFixture(typeof(MutationHost))]

namespace Pricing.Tests;

/// <summary>
/// Stryker tests one mutant after the other in one process, where a static field keeps what it was given first. So a
/// process fills all static fields while no mutant is active; a mutant that takes part in them has a process to itself.
/// In an ordinary run this does nothing.
/// </summary>
public sealed class MutationHost
{
    private static readonly string? MutantFile = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");
    private static readonly Assembly Mutated = typeof(Outcome<>).Assembly;

    private static readonly Type? MutantControl =
        MutantFile is null || Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null
            ? null
            : Mutated.GetTypes().SingleOrDefault(type => type.Name == "MutantControl");

    private static HashSet<int> staticMutants = [];
    private static int? onlyMutant;

    /// <summary>Made once a run, before its tests. After an exit Stryker repeats the run in a new process.</summary>
    public MutationHost()
    {
        if (MutantControl is null)
            return;

        var active = ActiveMutant();
        if (onlyMutant is { } only ? active != only : staticMutants.Contains(active))
            Environment.Exit(1);
    }

    [ModuleInitializer]
    internal static void Start()
    {
        if (MutantControl is null)
            return;

        var list = $"{MutantFile}.{Mutated.ManifestModule.ModuleVersionId:N}";
        var isFirst = !File.Exists(list);
        if (isFirst)
            File.WriteAllLines(list, FillStaticFields(MutantControl).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        staticMutants = [.. File.ReadLines(list).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

        var active = ActiveMutant();
        if (!isFirst && staticMutants.Contains(active))
            onlyMutant = active;
        else if (!isFirst)
            FillStaticFields(MutantControl);
    }

    /// <summary>Fills them as the code was before it was mutated.</summary>
    /// <returns>The mutants that were met.</returns>
    private static IReadOnlyList<int> FillStaticFields(Type control)
    {
        var capture = control.GetField("CaptureCoverage")!;
        capture.SetValue(null, true);
        foreach (var type in Closed(Mutated).Concat(typeof(MutationHost).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        capture.SetValue(null, false);
        return [.. ((IList<int>[])control.GetMethod("GetCoverageData")!.Invoke(null, null)!)[0]];
    }

    private static IEnumerable<Type> Closed(Assembly assembly)
    {
        var types = assembly.GetTypes();
        var values = types.Where(type => type is { IsValueType: true, ContainsGenericParameters: false }).ToList();
        return types.SelectMany(type => !type.ContainsGenericParameters
            ? [type]
            : type.TypeInitializer is null ? [] : values.Select(value => Close(type, value)).OfType<Type>());
    }

    private static Type? Close(Type type, Type argument)
    {
        try
        {
            return type.MakeGenericType(argument);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int ActiveMutant()
    {
        using var file = new FileStream(MutantFile!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new BinaryReader(file);
        return reader.ReadInt32();
    }
}
