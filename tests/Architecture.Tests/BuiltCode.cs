using System.Reflection;
using Microsoft.AspNetCore.Http;
using Mono.Cecil;

namespace Architecture.Tests;

/// <summary>
/// Who uses whom in built assemblies: bases, members, attributes and the bodies of methods, what the compiler and the
/// generators wrote included. A nested type counts as the one it is in.
/// </summary>
/// <param name="assemblies">The assemblies; types of others are not looked at.</param>
internal sealed class BuiltCode(IReadOnlyList<ModuleDefinition> assemblies)
{
    private readonly HashSet<string> projects = [.. assemblies.Select(assembly => assembly.Assembly.Name.Name)];

    /// <summary>All of src, built as these tests were.</summary>
    public static BuiltCode OfSrc { get; } = Read();

    /// <summary>
    /// The types and their rooms, without those that the compiler made and the programs that start a host. Generators
    /// that write into a namespace of their own are no part of a room.
    /// </summary>
    public IEnumerable<(Room Room, TypeDefinition Type)> Types =>
        from assembly in assemblies
        from type in assembly.Types
        let room = RoomOf(type)
        where room is not null && !type.Name.StartsWith('<') && type.FullName != "Program"
        select (room.Value, type);

    /// <summary>Every use of a type by another, once for each pair.</summary>
    public IEnumerable<Use> Uses =>
        from item in Types
        from used in TypeReferences.Of(item.Type).Select(Outermost).DistinctBy(type => type.FullName)
        let room = RoomOf(used)
        where room is not null && !used.Name.StartsWith('<') && used.FullName != item.Type.FullName
        select new Use(item.Room, item.Type.Name, room.Value, used.Name);

    private static BuiltCode Read()
    {
        var configuration = typeof(BuiltCode).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        List<string> paths = [.. SourceTree.Projects.Select(project => SourceTree.Assembly(project, configuration))];

        // The values of attributes can be read only where their enumerations are found.
        var resolver = new DefaultAssemblyResolver();
        foreach (var path in paths.Append(typeof(object).Assembly.Location).Append(typeof(HttpContext).Assembly.Location))
            resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        return new([.. paths.Select(path => ModuleDefinition.ReadModule(path, new() { AssemblyResolver = resolver }))]);
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private Room? RoomOf(TypeReference type)
    {
        var project = type.Scope switch
        {
            ModuleDefinition module => module.Assembly.Name.Name,
            AssemblyNameReference name => name.Name,
            _ => "",
        };
        if (!projects.Contains(project))
            return null;
        if (type.Namespace.Length == 0 || type.Namespace == project)
            return new(project, "");
        return type.Namespace.StartsWith($"{project}.", StringComparison.Ordinal)
            ? new(project, type.Namespace[(project.Length + 1)..].Replace('.', '/'))
            : null;
    }
}
